"""Files of conversations in S3: uploaded by the browser itself, read by links that end."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from botocore.config import Config

from segue.aws.clients import client, session, unavailable
from segue.aws.mail_store import stored_mail
from segue.channels.email.stored_mails import Place
from segue.conversations.desk.attaching import Upload, shown_as
from segue.errors import Refused

UPLOAD_SECONDS = 600
LINK_SECONDS = 600


@dataclass(frozen=True)
class Attachments:
    """The bucket of attachments; what is signed asks nobody."""

    bucket: str

    def form(self, one: Upload) -> dict[str, Any]:
        """{"url", "fields"} of a form that uploads exactly this file, for ten minutes."""
        fields = {"Content-Type": one.type}
        conditions = [{"Content-Type": one.type}, ["content-length-range", 1, one.size]]
        asked = {"Bucket": self.bucket, "Key": one.key, "Fields": fields, "Conditions": conditions}
        return _signing().generate_presigned_post(**asked, ExpiresIn=UPLOAD_SECONDS)

    def link(self, key: str, name: str, kind: str) -> str:
        """An address at which a browser saves the file under its name and runs nothing of it, for ten minutes."""
        said = {
            "Bucket": self.bucket,
            "Key": key,
            "ResponseContentType": shown_as(kind),
            "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "ResponseCacheControl": "private, no-store",
        }
        return _signing().generate_presigned_url("get_object", said, LINK_SECONDS)

    def size(self, key: str) -> int:
        """The bytes of a file, 0 where it is not there. Raises Unavailable."""
        with unavailable("file-store"):
            found = client("s3").list_objects_v2(Bucket=self.bucket, Prefix=key, MaxKeys=1).get("Contents", [])
        return next((int(one["Size"]) for one in found if one["Key"] == key), 0)

    def read(self, key: str) -> bytes:
        """The bytes themselves. Raises Refused("no-file") where it is not there, Unavailable."""
        found = stored_mail(Place(self.bucket, key))
        if not found:
            raise Refused("no-file")
        return found

    def keep(self, key: str, kind: str, content: bytes) -> None:
        """Puts a file there, in the place of the same. Raises Unavailable."""
        with unavailable("file-store"):
            client("s3").put_object(Bucket=self.bucket, Key=key, Body=content, ContentType=shown_as(kind))


@cache
def _signing() -> Any:
    signed = Config(signature_version="s3v4")
    return session().create_client("s3", region_name=client("s3").meta.region_name, config=signed)
