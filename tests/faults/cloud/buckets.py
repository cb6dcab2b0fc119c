"""S3: objects by bucket and key; listed, and read in ranges."""

import re
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape, unescape

from tests.faults.cloud.failures import AwsError

Params = dict[str, Any]
PAGE = 1000


def params_of(url: str, headers: Any, body: Any = b"") -> Params:
    """Bucket, key, query and range of a request, whether the bucket stands in the host or in the path."""
    parts = urlsplit(url)
    host, path = parts.netloc, unquote(parts.path).lstrip("/")
    bucket, key = (host.partition(".s3")[0], path) if ".s3." in host else path.partition("/")[::2]
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    asked = headers.get("Range", b"")
    return {
        "Bucket": bucket,
        "Key": key,
        "Range": _text(asked),
        "IfMatch": _text(headers.get("If-Match", b"")),
        "IfNoneMatch": _text(headers.get("If-None-Match", b"")),
        "Body": body if isinstance(body, bytes) else getattr(body, "read", bytes)(),
        **query,
    }


def _text(given: bytes | str) -> str:
    return given.decode() if isinstance(given, bytes) else given


def etag(body: bytes) -> str:
    """As S3 makes it of what was put at once."""
    return f'"{md5(body, usedforsecurity=False).hexdigest()}"'


@dataclass
class Buckets:
    """Bytes by bucket and key; a bucket that holds nothing is not there."""

    objects: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def listed(self, params: Params) -> bytes:
        """ListObjectsV2."""
        names = sorted(key for bucket, key in self.objects if bucket == params["Bucket"])
        after, prefix = params.get("continuation-token") or params.get("start-after", ""), params.get("prefix", "")
        found = [one for one in names if one.startswith(prefix) and one > after]
        rows = "".join(_row(key, self.objects[params["Bucket"], key]) for key in found[:PAGE])
        more = f"<NextContinuationToken>{escape(found[PAGE - 1])}</NextContinuationToken>" if found[PAGE:] else ""
        truncated = str(bool(more)).lower()
        return f"<ListBucketResult>{rows}<IsTruncated>{truncated}</IsTruncated>{more}</ListBucketResult>".encode()

    def read(self, params: Params) -> bytes:
        """GetObject, of a range where one is asked for."""
        found = self.objects.get((params["Bucket"], params["Key"]))
        if found is None:
            raise AwsError("NoSuchKey", "The specified key does not exist.", 404)
        if params["IfMatch"] not in ("", etag(found)):
            raise AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412)
        first, _, last = params["Range"].removeprefix("bytes=").partition("-")
        return found[int(first) : int(last) + 1] if last else found

    def put(self, params: Params) -> bytes:
        """PutObject, where one of a version, or none, stands if that is asked for."""
        place = params["Bucket"], params["Key"]
        stands = self.objects.get(place)
        if (params["IfMatch"] and (stands is None or etag(stands) != params["IfMatch"])) or (
            params["IfNoneMatch"] and stands is not None
        ):
            raise AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412)
        self.objects[place] = _content(params["Body"])
        return b""

    def delete(self, params: Params) -> bytes:
        """DeleteObjects: they are gone, whether they were there or not."""
        for key in re.findall(r"<Key>(.*?)</Key>", _content(params["Body"]).decode()):
            self.objects.pop((params["Bucket"], unescape(key)), None)
        return b"<DeleteResult></DeleteResult>"


def _content(body: bytes) -> bytes:
    """What was put, where the SDK sends it in one piece with its checksum after it (`aws-chunked`)."""
    size, _, rest = body.partition(b"\r\n")
    chunked = body.rpartition(b"x-amz-checksum")[1] and re.fullmatch(rb"[0-9a-f]+", size)
    return rest[: int(size, 16)] if chunked else body


def _row(key: str, body: bytes) -> str:
    return f"<Contents><Key>{escape(key)}</Key><Size>{len(body)}</Size><ETag>{escape(etag(body))}</ETag></Contents>"
