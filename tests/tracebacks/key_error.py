config = {"host": "localhost"}
def port():
    return config["port"]
port()
