"""The people API as the demo asks it, as the staff of a local stack."""

import json
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue_tools.api import Api, Refused
from segue_tools.demo.ses import Mail
from segue_tools.staff import local_token

FRESH_SECONDS = 1200  # a token lives an hour


@dataclass
class Desk:
    """Asks a stack with these outputs. Raises Refused."""

    outputs: Mapping[str, Any]
    _api: Api | None = None
    _since: float = 0.0

    def api(self) -> Api:
        """The API with a token that is still good."""
        if self._api is None or time.monotonic() - self._since > FRESH_SECONDS:
            self._api, self._since = Api(self.outputs["api"], local_token(self.outputs, "admin")), time.monotonic()
        return self._api

    def find(self, kind: str, value: str) -> dict[str, Any] | None:
        """The person behind an identifier, or None."""
        try:
            return self.api().post("/v1/people/find", {"type": kind, "value": value})
        except Refused as refused:
            if ": 404 " in str(refused):
                return None
            raise

    def all_of(self, path: str) -> list[dict[str, Any]]:
        """Every item of a list, page after page; `path` ends where `before=` can be added."""
        page = self.api().get(path)
        items = page["items"]
        while page["next"]:
            page = self.api().get(f"{path}&before={page['next']}")
            items += page["items"]
        return items

    def mails(self, domain: str) -> list[Mail]:
        """The mails in the local outbox to addresses of a domain."""
        with urllib.request.urlopen(f"{self.outputs['api']}/local/mail.json", timeout=30) as answer:
            boxes = json.loads(answer.read())["messages"]
        every = [mail for box in boxes.values() for mail in box]
        return [_mail(one) for one in every if any(to.endswith(f"@{domain}") for to in one["To"])]


def _mail(said: Mapping[str, Any]) -> Mail:
    return Mail(said["MessageId"], said["To"][0], said["Subject"], said["BodyText"] or "", float(said["Timestamp"]))
