"""Builds the mart: two tables about delays, from the files that this run has cleaned."""
import collections
import csv
import os
import pathlib

LAKE = pathlib.Path(__file__).resolve().parents[2]
BUSY = 200  # flights; the average of an airport with fewer says little


class MissingReference(Exception):
    """A table that others deliver is not there yet."""


def handler(event, context):
    """{"target": …, "airports": …, "files": [cleaned files]} -> what the mart holds"""
    airports = read_airports(LAKE / event["airports"])
    target = LAKE / event["target"]

    by_day, by_airport = collections.defaultdict(list), collections.defaultdict(list)
    for name in map(pathlib.PurePath, event["files"]):  # not whatever lies in the folder: that may be older
        for flight in read_table(target / "flights" / ("flight_date=" + name.stem[:10]) / (name.stem + ".csv")):
            measured = int(flight["delay"]), int(flight["late"])
            by_day[flight["flight_date"]].append(measured)
            by_airport[flight["origin"]].append(measured)

    days = [[day, *figures(measured)] for day, measured in sorted(by_day.items())]
    origins = [[code, airports[code]["name"], airports[code]["city"], airports[code]["state"], *figures(measured)]
               for code, measured in sorted(by_airport.items())]
    write_table(target / "mart" / "delays_by_day.csv", ["flight_date", "flights", "late", "mean_delay"], days)
    write_table(target / "mart" / "delays_by_airport.csv", ["airport", "name", "city", "state", "flights", "late", "mean_delay"], origins)

    worst = max((row for row in origins if row[4] >= BUSY), key=lambda row: row[6], default=None)
    return {
        "flights": sum(row[1] for row in days),
        "days": len(days),
        "airports": len(origins),
        "worstAirport": worst and {"airport": worst[0], "city": worst[2], "flights": worst[4], "meanDelay": worst[6]},
    }


def figures(measured):
    """[(delay, late)] -> how many flights, how many of them late, minutes of delay on average"""
    return len(measured), sum(late for _, late in measured), round(sum(delay for delay, _ in measured) / len(measured), 2)


def read_airports(path):
    if not path.exists():
        raise MissingReference("%s is not there yet; the mart needs the names of the airports" % path.relative_to(LAKE).as_posix())
    return {airport["iata"]: airport for airport in read_table(path)}


def read_table(path):
    with path.open(newline="", encoding="utf-8") as f:
        yield from csv.DictReader(f)


def write_table(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(".%s.%d" % (path.name, os.getpid()))
    with part.open("w", newline="", encoding="utf-8") as f:
        table = csv.writer(f, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
    part.replace(path)
