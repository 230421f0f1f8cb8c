"""Puts a file that could not be read aside, with the reason beside it, for a person to look at."""
import json
import pathlib
import shutil

LAKE = pathlib.Path(__file__).resolve().parents[2]


def handler(event, context):
    """{"file": …, "source": …, "target": …, "error": what Catch found} -> the outcome of the file"""
    reason = json.loads(event["error"]["Cause"])["errorMessage"]  # the Cause of a Lambda function that failed is JSON
    folder = LAKE / event["target"] / "quarantine"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(LAKE / event["source"] / event["file"], folder / event["file"])
    (folder / (event["file"] + ".reason.txt")).write_text(reason + "\n", encoding="utf-8")
    return {"file": event["file"], "status": "quarantined", "reason": reason}
