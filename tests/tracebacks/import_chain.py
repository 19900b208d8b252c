import _middle
