try:
    int("x")
except ValueError as error:
    error.add_note("While reading line 3.")
    error.add_note("two\nlines")
    raise
