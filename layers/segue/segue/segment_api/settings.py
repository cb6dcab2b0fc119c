"""What browser SDKs load before they send: where to send, and that there is nothing else to load.

Segment's `GET /v1/projects/{writeKey}/settings` and RudderStack's `GET /sourceConfig/`; the fields are those that
the SDKs read, the values are ours.
"""

from typing import Any
from urllib.parse import urlsplit

from segue.http import Request


def segment_settings(write_key: str, host: str) -> dict[str, Any]:
    """For analytics.js: `apiHost` without a scheme, as it wants it. `host` is a URL."""
    parts = urlsplit(host)
    destination = {
        "apiKey": write_key,
        "apiHost": f"{parts.netloc}{parts.path.rstrip('/')}/v1",
        "protocol": parts.scheme,
        "deliveryStrategy": {"strategy": "standard"},
    }
    return {
        "integrations": {"Segment.io": destination},
        "plan": {"track": {"__default": {"enabled": True, "integrations": {}}}},
        "edgeFunction": {},
        "enabledMiddleware": {},
        "remotePlugins": [],
        "metrics": {"sampleRate": 0},
    }


def source_config(write_key: str) -> dict[str, Any]:
    """For RudderStack's SDK: an enabled source without destinations that would run in the browser."""
    silent = {"enabled": False}
    return {
        "source": {
            "id": "segue",
            "name": "Segue",
            "writeKey": write_key,
            "workspaceId": "segue",
            "enabled": True,
            "config": {"statsCollection": {"errors": silent, "metrics": silent}},
            "connections": [],
            "destinations": [],
            "dataplanes": {},
        }
    }


def host_of(request: Request, public_url: str) -> str:
    """The stack's public URL; without one, the host that was asked, which is the Function URL's own."""
    return public_url or f"https://{request.headers.get('host', 'localhost')}"
