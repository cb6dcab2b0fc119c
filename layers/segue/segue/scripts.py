"""Scripts as browsers get them: without indentation, comments and spare blanks, compressed, looked for again after five
minutes, and sent again only where one has changed."""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from segue.http import Request

PACKAGE = Path(__file__).parent
# By the path under which they are asked for.
SCRIPTS = {
    "/chat.js": PACKAGE / "conversations" / "chat" / "chat.js",
    "/placements.js": PACKAGE / "placements" / "placements.js",
    "/behaviour.js": PACKAGE / "placements" / "behaviour.js",
}
SECONDS = 300
UNSENT = re.compile(rb"^[ \t]*(?://|/\*\*|\*[ /]|\*$).*\n|^[ \t]+|[ \t]+// .*$|(?<=[;{,])\n", re.MULTILINE)
LOOSE = re.compile(rb" (=>|[=!]==|=|&&|\|\||\?\?|\?|:|\+) |(?<=\{) | (?=\})")


@cache
def script(path: str) -> "Script":
    """One of SCRIPTS, read once."""
    return Script(SCRIPTS[path].read_bytes())


@dataclass(frozen=True)
class Script:
    """`written` is the script as it stands in its file: no text in it has ` // `, an operator or brace between
    blanks, or lines that begin with a blank."""

    written: bytes

    @cached_property
    def content(self) -> bytes:
        """What is sent."""
        return LOOSE.sub(rb"\1", UNSENT.sub(b"", self.written))

    @cached_property
    def squeezed(self) -> bytes:
        """Compressed, the same for the same content."""
        return gzip.compress(self.content, mtime=0)

    @cached_property
    def tag(self) -> str:
        """What tells one version from another."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:16]}"'

    def sent(self, request: Request) -> dict[str, Any]:
        """What Lambda answers: the script, or 304; 405 for other methods."""
        if request.method not in ("GET", "HEAD"):
            return {"statusCode": 405, "headers": {"allow": "GET, HEAD"}, "body": ""}
        headers = {
            "content-type": "text/javascript; charset=utf-8",
            "cache-control": f"public, max-age={SECONDS}",
            "etag": self.tag,
            "vary": "Accept-Encoding",
            "access-control-allow-origin": "*",
            "cross-origin-resource-policy": "cross-origin",
            "x-content-type-options": "nosniff",
        }
        if self.tag in request.headers.get("if-none-match", ""):
            return {"statusCode": 304, "headers": headers, "body": ""}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return {"statusCode": 200, "headers": headers, "body": self.content.decode()}
        body = base64.b64encode(self.squeezed).decode()
        headers["content-encoding"] = "gzip"
        return {"statusCode": 200, "headers": headers, "body": body, "isBase64Encoded": True}
