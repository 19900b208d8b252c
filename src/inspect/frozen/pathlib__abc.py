"""What the classes of `pathlib` raise."""


class UnsupportedOperation(NotImplementedError):
    """The system cannot do this."""
