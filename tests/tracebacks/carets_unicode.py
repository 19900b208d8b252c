größe = "日本語"
print(größe + 1)
