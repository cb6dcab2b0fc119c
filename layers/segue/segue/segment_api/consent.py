"""What may be kept of a message whose sender has not, or not yet, agreed to be followed.

Where a deployment names consent categories, every one of them must be granted in the message itself: in Segment's
`context.consent.categoryPreferences`, https://segment.com/docs/privacy/consent-management/consent-in-segment-connections/
or RudderStack's `context.consentManagement`,
https://www.rudderstack.com/docs/data-governance/consent-management/passing-consent/
Silence is no consent. Without it behaviour is not kept at all; what a customer has said or bought under a name of their
own is, without anything that would recognise their device (docs/decisions/0090).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from segue.deliveries import Delivery, Ignored, Parsed, Part, Rejected
from segue.errors import Invalid
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.ledger import LASTING_TYPES, lasts
from segue.segment_api.messages import Said
from segue.values import loads

NO_CONSENT = "no-consent"
# Says nothing of the device: its library, what was agreed, the language, and whom the message is about.
KEPT_CONTEXT = ("consent", "consentManagement", "gpc", "library", "locale", "traits")
# Names under which SDKs and shops put what recognises a device.
DEVICE = re.compile(
    r"(anonymous|previous|device|advertising|client|session|cookie)_?id|device_?token|idf[av]|gaid|user_?agent"
    r"|((client|browser)_?)?ip(_?address)?",
    re.IGNORECASE,
)


def consented(said: Parsed, needed: Collection[str]) -> Parsed:
    """What may be kept: all of it where nothing is needed or all that is needed is granted; of the rest orders,
    consent and identity of who has a name, without ids of a device; what is left out is ignored as `no-consent`."""
    if not needed:
        return said
    kept: list[Part] = [_kept(one, needed) for one in said.events]
    kept += [_held(one, needed) for one in said.rejected]
    return replace(
        said,
        events=tuple(one for one in kept if isinstance(one, Event)),
        rejected=tuple(one for one in kept if isinstance(one, Rejected)),
        ignored=(*said.ignored, *(one for one in kept if isinstance(one, Ignored))),
    )


def grants(context: Said, needed: Collection[str]) -> bool:
    """Whether a message's context grants every category."""
    preferences = _mapping(_mapping(context.get("consent")).get("categoryPreferences"))
    management = _mapping(context.get("consentManagement"))
    allowed, denied = _texts(management.get("allowedConsentIds")), _texts(management.get("deniedConsentIds"))
    return all(preferences.get(one) is True or (one in allowed - denied and one not in preferences) for one in needed)


def _kept(event: Event, needed: Collection[str]) -> Event | Ignored:
    if grants(event.context, needed):
        return event
    bare = _without_device(event)
    named = bare.user_id if event.type in LASTING_TYPES else identifiers_of(bare)
    return bare if named and lasts(event) else _nothing(event.source, event.received_at)


def _held(rejected: Rejected, needed: Collection[str]) -> Rejected | Ignored:
    """Quarantine keeps what came as it came: only where it can be read that it may."""
    came = rejected.delivery
    return rejected if grants(_context(came), needed) else _nothing(came.source, came.received_at)


def _without_device(event: Event) -> Event:
    ids = tuple(one for one in (event.anonymous_id, event.previous_id) if one)
    context = {name: value for name, value in event.context.items() if name in KEPT_CONTEXT}
    if "traits" in context:
        context["traits"] = _bare(_mapping(context["traits"]), ids)
    return msgspec.structs.replace(
        event,
        user_id=None if event.user_id in ids else event.user_id,
        anonymous_id=None,
        previous_id=None,
        context=context,
        traits=_bare(event.traits, ids),
        properties=_bare(event.properties, ids),
    )


def _bare(said: Said, ids: tuple[str, ...]) -> dict[str, Any]:
    recognised = {name for name, value in said.items() if DEVICE.fullmatch(name) or value in ids}
    return {name: value for name, value in said.items() if name not in recognised}


def _nothing(source: str, at: int) -> Ignored:
    """Only that something came, and when."""
    return Ignored(Delivery(source, "", b"", received_at=at), NO_CONSENT)


def _context(delivery: Delivery) -> Said:
    """The context of a message that was not understood, as far as it can be read."""
    try:
        own, shared = loads(delivery.body), loads(delivery.headers.get("context", "{}").encode())
    except Invalid:
        return {}
    return {**_mapping(shared), **_mapping(_mapping(own).get("context"))}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _texts(value: Any) -> set[str]:
    return {one for one in value if isinstance(one, str)} if isinstance(value, list | dict) else set()
