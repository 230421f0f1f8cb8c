#!/usr/bin/env python3
"""Makes data/ from the npm package vega-datasets. The data is committed, so you need this only to check where it comes from:

    npm pack vega-datasets@3.2.1
    python3 prepare.py vega-datasets-3.2.1.tgz

The same package gives the same bytes every time. data/NOTICE.md says whose data it is and what this script changes in it.
"""
import csv
import itertools
import json
import pathlib
import shutil
import sys
import tarfile

DATA = pathlib.Path(__file__).resolve().parent / "data"
COLUMNS = ["date", "delay", "distance", "origin", "destination"]

# What a download stores when nobody looks at the status code.
ERROR_PAGE = """\
<html>
<head><title>503 Service Unavailable</title></head>
<body><h1>503 Service Unavailable</h1></body>
</html>
"""


def main(package):
    with tarfile.open(package) as tar:
        flights = json.load(tar.extractfile("package/data/flights-20k.json"))
        airports = tar.extractfile("package/data/airports.csv").read()

    daily = DATA / "daily"
    shutil.rmtree(daily, ignore_errors=True)
    daily.mkdir(parents=True)
    (DATA / "airports.csv").write_bytes(airports)

    for day, rows in itertools.groupby(flights, key=lambda flight: flight["date"][:10].replace("/", "-")):
        rows = list(rows)
        if day.endswith(("-01", "-15")):
            rows.append(rows[-1])  # a feed that was cut off and sent its last row again
        if day < "2001-03-01":
            write_csv(daily / (day + ".csv"), rows)
        else:
            write_json_lines(daily / (day + ".jsonl"), rows)  # in March the feed moves to another format
    write_text(daily / "2001-04-01.csv", ERROR_PAGE)


def write_csv(path, rows):
    with path.open("w", newline="", encoding="utf-8") as f:
        table = csv.DictWriter(f, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def write_json_lines(path, rows):
    write_text(path, "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows))


def write_text(path, text):
    with path.open("w", newline="", encoding="utf-8") as f:
        f.write(text)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
