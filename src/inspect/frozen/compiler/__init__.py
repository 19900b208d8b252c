"""What is left of the package that Python 2 had: its constants, and a view of the compiler's constant pools."""
