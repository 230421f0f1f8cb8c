"""Releases the stock and refunds the payment of an order, where there are any: whoever undoes must not mind what was done."""


def handler(event, context):
    print("order %s: stock released, payment refunded" % event["orderId"])
    return {"orderId": event["orderId"], "cancelled": True}
