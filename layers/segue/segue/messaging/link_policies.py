"""`policies/links.yaml`: on which channels it is counted whether links are followed, and what links say of where they
stood (UTM)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from segue.contact_points import CHANNELS
from segue.errors import Invalid, every, inside
from segue.messages import BROADCAST, Message
from segue.spelling import choice, only

FIELDS = ("track", "except", "utm")
UTM = ("source", "medium", "campaign")
MARKETING = "marketing"


def _journey(message: Message) -> str:
    return message.journey.removeprefix(BROADCAST)


CAMPAIGNS: Mapping[str, Callable[[Message], str]] = {
    "journey": _journey,
    "template": lambda message: message.template,
}


@dataclass(frozen=True)
class LinkPolicy:
    """`track`: channels; `untouched`: templates whose links stay as they are. `source`, `medium` by channel and
    `campaign` are what UTM tags say, "" for none."""

    track: frozenset[str] = frozenset()
    untouched: frozenset[str] = frozenset()
    source: str = ""
    medium: Mapping[str, str] = field(default_factory=dict)
    campaign: str = ""

    def touches(self, message: Message) -> bool:
        """Whether links of this message may be changed at all: those of a receipt or an answer never are."""
        return message.purpose == MARKETING and message.template not in self.untouched

    def tags(self, message: Message) -> dict[str, str]:
        """The UTM tags of a message's links, in their order; {} for none."""
        campaign = CAMPAIGNS[self.campaign](message) if self.campaign else ""
        medium = self.medium.get(message.channel, message.channel) if self.source else ""
        said = {"utm_source": self.source, "utm_medium": medium, "utm_campaign": campaign}
        return {name: value for name, value in said.items() if value}


def links_policy(spec: Mapping[str, Any]) -> LinkPolicy:
    """The policy; what it leaves out is not done. Raises Invalid("unknown-key", "bad-policy")."""
    only(spec, FIELDS, "the policy of links")
    utm = spec.get("utm", {})
    with inside("utm"):
        only(utm, UTM, "`utm`")
    every(partial(_channels, spec.get("track", [])), partial(_texts, utm), partial(_templates, spec.get("except", [])))
    return LinkPolicy(
        track=frozenset(spec.get("track", [])),
        untouched=frozenset(spec.get("except", [])),
        source=utm.get("source", ""),
        medium=utm.get("medium", {}),
        campaign=utm.get("campaign", ""),
    )


def _channels(given: Any) -> None:
    with inside("track"):
        if not isinstance(given, list):
            raise Invalid("bad-policy", "`track` is a list of channels such as email and sms")
        for one in given:
            choice(one, CHANNELS, "track", "bad-policy")


def _templates(given: Any) -> None:
    with inside("except"):
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise Invalid("bad-policy", "`except` is a list of templates")


def _texts(utm: Mapping[str, Any]) -> None:
    with inside("utm"):
        medium = utm.get("medium", {})
        if not isinstance(medium, Mapping) or not all(isinstance(one, str) for one in (*medium, *medium.values())):
            raise Invalid("bad-policy", "`medium` says a word for each channel: {email: newsletter}")
        if not isinstance(utm.get("source", ""), str):
            raise Invalid("bad-policy", "`source` is a word such as segue")
        if "campaign" in utm:
            choice(utm["campaign"], CAMPAIGNS, "campaign", "bad-policy")
