"""What data is used for, by what the playbook does. Pure; legal bases are what the consent policy says, and are an
officer's to confirm."""

from collections.abc import Iterator, Mapping
from typing import Any

from segue.contact_points import named
from segue.records.flows import Definitions, Row, standing_under

BASES = {
    "ask-first": "consent, asked for first and recorded",
    "until-opt-out": "legitimate interests or the exception for existing customers, until somebody objects",
    "always": "the contract with the customer, or a legal obligation",
}
CUSTOMERS = "customers and visitors"
STAFF = "staff"


def purposes(known: Definitions) -> list[Row]:
    """Records of processing: one a purpose, in a fixed order."""
    found = [_profiles(), *_sending(known), *_profiling(known), _desk(), _measuring(), _security()]
    return [{"people": [CUSTOMERS], **one} for one in found]


def _profiles() -> Row:
    return {
        "name": "Knowing customers",
        "why": "One profile of what somebody did and said on all channels, so that orders, carts and answers are found",
        "basis": "legitimate interests; consent where the browser asks for it before anything is kept",
        "data": ["identifiers", "traits", "behaviour", "orders", "consent", "contact points"],
        "kept": ["events", "lasting", "profiles", "quarantine", "imports"],
        "by": ["plans", "policies/identity.yaml"],
    }


def _sending(known: Definitions) -> Iterator[Row]:
    """A record for each purpose that messages have, with the bases of the channels that journeys use."""
    policy, sends = known.get("policy", {}).get("consent", {}), list(_sends(known))
    for purpose in sorted({str(one.get("purpose")) for _, one in sends} | {"transactional"}):
        used = sorted({f"journeys/{key}.yaml" for key, one in sends if one.get("purpose") == purpose})
        yield {
            "name": f"Messages: {purpose}",
            "why": f"Messages of the purpose {purpose}, each decided by consent, caps and quiet hours when it leaves",
            "basis": _bases(policy, purpose) or "none is declared: nothing is sent",
            "data": ["contact points", "traits", "orders", "behaviour", "messages", "consent"],
            "kept": ["messages", "journeys", "lasting"],
            "by": ["policies/consent.yaml", *used],
        }


def _bases(policy: Mapping[str, Any], purpose: str) -> str:
    """The channels of a purpose, by what they need."""
    bases: dict[str, list[str]] = {}
    for name, one in sorted(policy.items()):
        channel, _, of = name.partition("/")
        if of == purpose:
            bases.setdefault(BASES.get(str(one), str(one)), []).append(named(channel))
    return "; ".join(f"{', '.join(names)}: {one}" for one, names in bases.items())


def _profiling(known: Definitions) -> Iterator[Row]:
    kinds = [kind for kind in ("segment", "placement") if known.get(kind)]
    yield {
        "name": "Profiling: segments, recommendations and predictions",
        "why": "Groups by behaviour, what suits whom, what is likely to be bought and when, who may leave",
        "basis": "legitimate interests, until somebody objects: then nothing is scored, and they are served",
        "data": ["behaviour", "orders", "traits", "predictions"],
        "kept": ["profiles", "events", "models"],
        "by": [f"{kind}s ({len(known[kind])})" for kind in kinds],
    }


def _desk() -> Row:
    return {
        "name": "Customer service",
        "why": "Conversations on all channels in one place, with files, notes and answers",
        "basis": "the contract with the customer",
        "data": ["conversations", "attachments", "contact points", "answers to surveys"],
        "people": [CUSTOMERS, STAFF],
        "kept": ["conversations", "attachments"],
        "by": ["policies/conversations.yaml"],
    }


def _measuring() -> Row:
    return {
        "name": "Measures and experiments",
        "why": "How the shop does, what messages and placements are worth; in the archive customers are pseudonyms",
        "basis": "legitimate interests",
        "data": ["behaviour", "orders", "messages", "consent", "conversations", "answers to surveys", "staff ids"],
        "people": [CUSTOMERS, STAFF],
        "kept": ["archive", "results"],
        "by": ["measures"],
    }


def _security() -> Row:
    return {
        "name": "Accountability and security",
        "why": "Who of the staff did what, requests of people with receipts, what could not be understood or delivered",
        "basis": "a legal obligation",
        "data": ["staff names", "person ids", "reasons"],
        "people": [CUSTOMERS, STAFF],
        "kept": ["audit", "requests", "undelivered", "quarantine", "logs"],
        "by": ["template.yaml"],
    }


def _sends(known: Definitions) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, spec in sorted(known.get("journey", {}).items()):
        yield from ((key, one) for one in standing_under(spec, "send"))
