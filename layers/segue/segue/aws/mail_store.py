"""Mails that SES put into a bucket."""

from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.channels.email.stored_mails import Place

GONE = ("NoSuchKey", "NoSuchBucket")


def stored_mail(where: Place) -> bytes:
    """The mail as it came; b"" where it is no longer there, which no repeat would change. Raises Unavailable."""
    with unavailable("mail-store"):
        return _read(where)


def _read(where: Place) -> bytes:
    try:
        return client("s3").get_object(Bucket=where.bucket, Key=where.key)["Body"].read()
    except ClientError as failed:
        if code_of(failed) not in GONE:
            raise
        return b""
