#!/usr/bin/env python3
"""Cuts data/daily into one file an hour, 1,784 of them, in out/hourly-input: input for a run over many small files."""
import itertools
import pathlib
import shutil

LAKE = pathlib.Path(__file__).resolve().parent
TARGET = LAKE / "out" / "hourly-input"


def main():
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for path in sorted((LAKE / "data" / "daily").iterdir()):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        header = lines.pop(0) if path.suffix == ".csv" else ""
        if header and not header.startswith("date,"):
            shutil.copy(path, TARGET)  # the broken one stays as it is
            continue
        for hour, rows in itertools.groupby(lines, key=hour_of):
            (TARGET / ("%sT%s%s" % (path.stem, hour, path.suffix))).write_text(header + "".join(rows), encoding="utf-8")


def hour_of(row):
    return row.split(" ", 1)[1][:2]  # the only blank of a row stands between its date and its time


if __name__ == "__main__":
    main()
    print("%d files in %s" % (len(list(TARGET.iterdir())), TARGET.relative_to(LAKE)))
