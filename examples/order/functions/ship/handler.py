"""Hands the parcel to a carrier."""


def handler(event, context):
    print("order %s: picked up from the shelves %s" % (event["orderId"], ", ".join(event["shelves"])))
    return {"tracking": "TEA" + event["orderId"].replace("-", "")}
