"""Who calls, before anybody says hello: what is known of a number, as a flat map of texts.

How sure it is comes first. A number that several people have named says nothing about any of them, and so does one that
is a till's: what is personal is told of one person alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from segue.conversations.conversations import Conversation
from segue.conversations.policies import ConversationPolicy
from segue.conversations.routing.taking import queue_of
from segue.identity.persons import PersonSet
from segue.keys import IdentityKey, PersonId
from segue.messaging.languages import person_locale
from segue.profile.names import GIVEN
from segue.profile.profiles import Profile
from segue.times import to_text

# exact: it is of one person; several: others have named it too; shared: a till's, or of too many to be anybody's.
Confidence = Literal["exact", "several", "shared", "unknown"]
LONGEST = 200  # characters of one text
MOST_SEGMENTS = 40
PERSONAL = ("first_name",)  # what does not belong into an address


@dataclass(frozen=True)
class Caller:
    """`profile` and what hangs on it are there where `confidence` is `exact`; `people`: how many have the number.
    `why`: the reason where nobody is known. `conversation` is the one that goes on, where one is open."""

    confidence: Confidence = "unknown"
    people: int = 0
    profile: Profile | None = None
    segments: frozenset[str] = frozenset()
    conversation: Conversation | None = None
    why: str = ""


def others(found: PersonSet, keys: Iterable[IdentityKey]) -> set[IdentityKey]:
    """The keys of others who have named one of these keys of a person, and were kept apart."""
    own = set(keys)
    led = (edge.pair for edge in found.edges if edge.id in found.out and own & set(edge.pair))
    return {key for two in led for key in two} - found.keys


def confidence_of(found: PersonSet, further: Iterable[PersonId]) -> tuple[Confidence, int]:
    """How sure a number is, and of how many people; `further` are the people of `others`."""
    rest = len({*further} - {found.id})
    if found.nobody:
        return "shared", rest
    return ("several", rest + 1) if rest else ("exact", 1)


def told(caller: Caller, policy: ConversationPolicy) -> dict[str, str]:
    """What a flow gets: texts alone, never empty keys missing, so that a flow can ask for any of them."""
    profile, head = caller.profile, caller.conversation
    language = _language(profile, head)
    topic = head.topic or head.subject if head else ""
    facts = {
        "known": _flag(profile is not None),
        "confidence": caller.confidence,
        "people": str(caller.people),
        "why": caller.why,
        "person": profile.id if profile else "",
        "first_name": _first_name(profile.traits) if profile else "",
        "language": language,
        "vip": _flag(bool(caller.segments & policy.vip)),
        "segments": ",".join(sorted(caller.segments)[:MOST_SEGMENTS]),
        **_case(profile, topic),
        **_order(profile),
        "conversation": head.id if head else "",
        "queue": (head.queue if head else "") or queue_of(policy, topic, language, "phone"),
        "assignee": head.assignee if head else "",
    }
    return {name: one[:LONGEST] if name != "segments" else one for name, one in facts.items()}


def _language(profile: Profile | None, head: Conversation | None) -> str:
    """What the person declared, then the language of the conversation, then what devices and answers tell."""
    known = person_locale(profile) if profile else ""
    declared = profile is not None and profile.style.get("language", {}).get("from") == "declared"
    return known if declared else (head.language if head else "") or known


def _case(profile: Profile | None, topic: str) -> dict[str, str]:
    """The case that was opened last, and what it is about: as the conversation has it, else as the customer said."""
    value: dict[str, Any] = profile.whole.get("support", {}) if profile else {}
    opened = sorted((one[0], case) for case, one in value.get("cases", {}).items() if one[2])
    case = opened[-1][1] if opened else ""
    said = next((one[4] for one in reversed(value.get("contacts", [])) if one[3] == case and one[4]), "")
    since = to_text(opened[-1][0]) if opened else ""
    return {"case": case, "case_topic": topic or (said if case else ""), "case_since": since}


def _order(profile: Profile | None) -> dict[str, str]:
    orders = profile.orders if profile else []
    last = orders[0] if orders else {"id": "", "state": "", "placed": "", "total_text": ""}
    return {
        "order": str(last["id"]),
        "order_state": str(last["state"]),
        "order_placed": str(last["placed"]),
        "order_total": str(last["total_text"]),
    }


def _first_name(traits: Any) -> str:
    found = next((one for name in GIVEN if isinstance(one := traits.get(name), str) and one.strip()), "")
    whole = traits.get("name")
    return found.strip() or (whole.split()[0] if isinstance(whole, str) and whole.strip() else "")


def _flag(holds: bool) -> str:
    return "true" if holds else "false"
