"""The headers of pages that customers open: no script at all, and of styles the page's own alone, by its hash, so that
whatever somebody smuggles into a page neither runs nor changes how it looks. Pure."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache

NAMED: Mapping[str, str] = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "strict-transport-security": "max-age=31536000",
}


def headers_of(template: str, forms: str = "") -> dict[str, str]:
    """Headers of a page made of a template with one `<style>`, whose braces are doubled as `str.format` wants them;
    `forms` is where else than here its forms may lead."""
    policy = f"default-src 'none'; style-src '{_hash(template)}'; base-uri 'none'; frame-ancestors 'none'"
    return {**NAMED, "content-security-policy": f"{policy}; form-action 'self'{forms}"}


@cache
def _hash(template: str) -> str:
    style = template.partition("<style>")[2].partition("</style>")[0].format()
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"
