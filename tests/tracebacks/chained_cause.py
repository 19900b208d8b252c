class ConfigError(Exception): pass
def read():
    try:
        return int("eighty")
    except ValueError as error:
        raise ConfigError("bad port") from error
read()
