"""Imports as the people API asks for them."""

from functools import cache

from segue.aws.jobs import StoredJobs
from segue.aws.settings import settings
from segue.imports.jobs import IMPORTS, Job


@cache
def imports() -> StoredJobs[Job]:
    """Imports in the Requests table."""
    return StoredJobs(settings().requests, settings().imports_queue, IMPORTS)


def uploads(job: str) -> str:
    """Where the file of an import is uploaded to."""
    return f"s3://{settings().imports_bucket}/uploads/{job}"
