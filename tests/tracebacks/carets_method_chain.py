text = "hello"
result = text.upper().replace("L", 5).strip()
