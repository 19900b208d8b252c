class Guard:
    def __del__(self): print("guard buried")
guard = Guard()
raise SystemExit(True)
