"""A custom channel: a letter for each message, as an object in the bucket of whoever prints."""

import json
import os
from functools import cache
from typing import Any

import boto3


@cache
def store() -> Any:
    """The client of S3, made when the first letter comes."""
    return boto3.client("s3")


def handler(event: dict[str, Any], _context: object) -> dict[str, str]:
    """A message of Segue's: `Data` is what the template says under `custom.data`, here JSON with `to` and `text`.

    The object is called after `MessageId`, so the same message is one letter, however often it comes.
    """
    letter = json.loads(event["Data"])
    (person,) = event["Endpoints"]
    body = f"Dear {letter['to']},\n\n{letter['text']}\n"
    about = {"person": person, "journey": event["JourneyId"], "step": event["ActivityId"]}
    key = f"letters/{event['MessageId']}.txt"
    store().put_object(Bucket=os.environ["BUCKET"], Key=key, Body=body.encode(), Metadata=about)
    return {"letter": key}
