"""Lists the files of a folder, the work list of the Map state that follows."""
import pathlib

LAKE = pathlib.Path(__file__).resolve().parents[2]  # paths in events are relative to the folder of the example


def handler(event, context):
    """{"source": "data/daily"} -> ["2001-01-01.csv", …], sorted, so that every run has the same list."""
    return sorted(path.name for path in (LAKE / event["source"]).iterdir() if path.suffix in (".csv", ".jsonl"))
