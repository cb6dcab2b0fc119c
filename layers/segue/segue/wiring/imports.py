"""Imports as the people API asks for them."""

from functools import cache

from segue.aws.imports import Imports
from segue.aws.settings import settings


@cache
def imports() -> Imports:
    """Imports in the Requests table."""
    return Imports(settings().requests, settings().imports_queue)


def uploads(job: str) -> str:
    """Where the file of an import is uploaded to."""
    return f"s3://{settings().imports_bucket}/uploads/{job}"
