class Row:
    price = None
row = Row()
total = 1 + 2 * (row.price + 10) - 3
