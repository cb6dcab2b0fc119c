"""S3: objects by bucket and key; listed, and read in ranges."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from tests.faults.cloud.failures import AwsError

Params = dict[str, Any]
PAGE = 1000


def params_of(url: str, headers: Any) -> Params:
    """Bucket, key, query and range of a request, whether the bucket stands in the host or in the path."""
    parts = urlsplit(url)
    host, path = parts.netloc, unquote(parts.path).lstrip("/")
    bucket, key = (host.partition(".s3")[0], path) if ".s3." in host else path.partition("/")[::2]
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    asked = headers.get("Range", b"")
    return {"Bucket": bucket, "Key": key, "Range": asked.decode() if isinstance(asked, bytes) else asked, **query}


@dataclass
class Buckets:
    """Bytes by bucket and key; a bucket that holds nothing is not there."""

    objects: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def listed(self, params: Params) -> bytes:
        """ListObjectsV2."""
        names = sorted(key for bucket, key in self.objects if bucket == params["Bucket"])
        after, prefix = params.get("continuation-token", ""), params.get("prefix", "")
        found = [one for one in names if one.startswith(prefix) and one > after]
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.objects[params['Bucket'], key])}</Size></Contents>"
            for key in found[:PAGE]
        )
        more = f"<NextContinuationToken>{escape(found[PAGE - 1])}</NextContinuationToken>" if found[PAGE:] else ""
        truncated = str(bool(more)).lower()
        return f"<ListBucketResult>{rows}<IsTruncated>{truncated}</IsTruncated>{more}</ListBucketResult>".encode()

    def read(self, params: Params) -> bytes:
        """GetObject, of a range where one is asked for."""
        found = self.objects.get((params["Bucket"], params["Key"]))
        if found is None:
            raise AwsError("NoSuchKey", "The specified key does not exist.", 404)
        first, _, last = params["Range"].removeprefix("bytes=").partition("-")
        return found[int(first) : int(last) + 1] if last else found
