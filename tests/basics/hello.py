print("Hello, terrarium!")
