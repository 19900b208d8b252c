# repr of floats: shortest text, exact ties to even, exponents.
import random, struct
random.seed(1)
for i in range(300):
    f=struct.unpack('d',random.randbytes(8))[0]; print(repr(f), str(f), f"{f}")
    f=random.uniform(-1,1)*10**random.randrange(-6,18); print(f, [f], f"{f}", f"{f!s}")
for f in (0.0,-0.0,1e16,1e15,9999999999999998.0,1e-4,9.999e-5,0.1,1/3,123456789012345680.0,5e-324,float('inf'),float('nan'),-1e16): print(f, f"{f}")
for f in (234741711359410.125, -831915672870616.25, 5.0000152587890625, 4500000.0009765625): print(f)
