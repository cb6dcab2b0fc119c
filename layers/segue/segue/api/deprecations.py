"""Routes that will go: since when that is said, and from when on they may be gone. docs/api-versions.md is the rule.

Headers by RFC 9745 (`Deprecation`, a structured date), RFC 8594 (`Sunset`, an HTTP date; link relation `sunset`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate

from segue.times import DAY, SECOND, Millis, from_text

LEAST_NOTICE: Millis = 180 * DAY
DESCRIPTION = "/openapi.json"  # which says `deprecated` and `x-sunset` at the route


@dataclass(frozen=True)
class Deprecated:
    """`since` and `sunset` are days such as 2026-11-30; `instead` is the path that does it now, "" where none does."""

    since: str
    sunset: str
    instead: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What the answers of the route carry, but for errors."""
        links = [f'<{DESCRIPTION}>; rel="{one}"; type="application/json"' for one in ("deprecation", "sunset")]
        links += [f'<{self.instead}>; rel="successor-version"'] if self.instead else []
        return {
            "Deprecation": f"@{_moment(self.since) // SECOND}",
            "Sunset": formatdate(_moment(self.sunset) // SECOND, usegmt=True),
            "Link": ", ".join(links),
        }

    @property
    def notice(self) -> Millis:
        """How long callers have had, when it goes."""
        return _moment(self.sunset) - _moment(self.since)


# By method and rule, `("GET", "/v1/things/<thing>")`. A route stays in the interface until its sunset is past.
DEPRECATED: Mapping[tuple[str, str], Deprecated] = {}


def _moment(day: str) -> Millis:
    return from_text(f"{day}T00:00:00Z")
