total = (
    1 +
    2 * "a" +
    None
)
