z = 3 + 4j
print(z, abs(z), z.real, z.imag, z.conjugate(), z * z, z / 2, z ** 2, -z)
print(1j * 1j, 1j == 1j, 1 + 0j == 1, hash(1 + 0j) == hash(1), complex(1, -1), complex("1+2j"), complex(), [2j, -2j, 1 - 0j])
print((-8) ** 0.5, f"{z:.2f}", bool(0j), round(abs(1 + 1j), 3))
for text in ("1j < 2", "int(1j)", "1j // 1", "1j / 0", "float(1j)", "complex('x')"):
    try:
        print(eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
