"""Reserves the lines of an order. A real one would write to a database, under the order's id so that doing it twice changes nothing."""

STOCK = {  # tea: (packets left, shelf)
    "sencha": (40, "A1"),
    "oolong": (12, "A2"),
    "darjeeling": (25, "B1"),
    "pu-erh": (3, "C4"),
}


class OutOfStock(Exception):
    """There is not enough of a tea."""


def handler(event, context):
    for line in event["lines"]:
        left, _ = STOCK.get(line["tea"], (0, None))
        if line["quantity"] > left:
            raise OutOfStock("%d packets of %s are wanted, and %d are left" % (line["quantity"], line["tea"], left))
    return {"orderId": event["orderId"], "shelves": sorted(STOCK[line["tea"]][1] for line in event["lines"])}
