"""Whoever is named by a key that wants a proof: the hash of the user id under the user secret, as for `/v1/inbox`."""

from collections.abc import Callable
from dataclasses import replace

import msgspec

from segue.deliveries import Parsed
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.trust import UNPROVEN_USER

HASH = "userHash"  # in the context of a message; it is not kept
GUESTS = ("anonymous_id", "device_id", "cart_id", "push_id")  # random, and only this browser or device has them


def proven(parsed: Parsed, proves: Callable[[str, str], bool]) -> Parsed:
    """The same, with those marked that name a customer without a proof: they wait in quarantine."""
    return replace(parsed, events=tuple(_proven(one, proves) for one in parsed.events))


def _proven(event: Event, proves: Callable[[str, str], bool]) -> Event:
    context = {name: value for name, value in event.context.items() if name != HASH}
    said = event.context.get(HASH)
    if event.user_id and isinstance(said, str) and proves(said, event.user_id):
        return msgspec.structs.replace(event, context=context)
    if all(one.type in GUESTS for one in identifiers_of(event)):
        return msgspec.structs.replace(event, context=context)
    return msgspec.structs.replace(event, context={**context, UNPROVEN_USER: True})
