"""Cleans one file: reads CSV or JSON lines, drops repeated rows, types the columns, and writes one partition of the lake.

A task may run twice: after a Retry, or because the process was killed while it ran. So the same file always gives the same output at the same
place, and the output appears whole or not at all.
"""
import csv
import json
import os
import pathlib

LAKE = pathlib.Path(__file__).resolve().parents[2]
COLUMNS = ["date", "delay", "distance", "origin", "destination"]
LATE = 15  # minutes; from here on the Bureau of Transportation Statistics calls a flight late


# Step Functions matches errors by the name of the class: Retry in lake.asl.json names the first, Catch the second.
class SourceThrottled(Exception):
    """The source is busy. Trying again later helps."""


class CorruptFile(Exception):
    """The file is not what its name says. Trying again never helps."""


def handler(event, context):
    """{"file": "2001-01-01.csv", "source": …, "target": …, "attempt": 0, "throttled": …} -> how many rows were read, repeated and kept"""
    if event["file"] == event["throttled"] and event["attempt"] == 0:
        raise SourceThrottled("%s: slow down, and come back in a second" % event["file"])

    source = LAKE / event["source"] / event["file"]
    rows = read(source)
    kept = [clean(row) for row in dict.fromkeys(rows)]  # a dict keeps the order, and one of each
    write(LAKE / event["target"] / "flights" / ("flight_date=" + source.name[:10]) / (source.stem + ".csv"), kept)
    return {"file": event["file"], "status": "cleaned", "read": len(rows), "repeated": len(rows) - len(kept), "kept": len(kept)}


def read(path):
    with path.open(newline="", encoding="utf-8") as f:
        if path.suffix == ".jsonl":
            return [tuple(json.loads(line)[column] for column in COLUMNS) for line in f]
        table = csv.reader(f)
        header = next(table, [])
        if header != COLUMNS:
            raise CorruptFile("%s begins with %r, not with the columns %s" % (path.name, ",".join(header), ", ".join(COLUMNS)))
        return [tuple(row) for row in table]


def clean(row):
    """('2001/01/01 00:47', '66', …) -> ('2001-01-01', '00:47', 66, …)"""
    departure, delay, distance, origin, destination = row
    day, time = departure.split(" ")
    delay = int(delay)
    return day.replace("/", "-"), time, origin, destination, int(distance), delay, int(delay >= LATE)


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(".%s.%d" % (path.name, os.getpid()))
    with part.open("w", newline="", encoding="utf-8") as f:
        table = csv.writer(f, lineterminator="\n")
        table.writerow(["flight_date", "departure", "origin", "destination", "miles", "delay", "late"])
        table.writerows(rows)
    part.replace(path)  # on one file system this is atomic
