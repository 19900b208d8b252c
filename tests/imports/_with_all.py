__all__ = ["listed", "_even_private"]
listed = 1
_even_private = 2
unlisted = 3
