"""What a message from a number says: a wish about messages, or a turn of a conversation.

STOP forbids all that the shop sends to the number of its own accord, and leaves what is about the customer's orders
(docs/decisions/0097); STOP ALL forbids that too. START allows both again. HELP is a turn, so that somebody answers.
"""

from collections.abc import Iterator
from dataclasses import replace

from segue.channels.drafts import Draft
from segue.channels.payloads import Payload
from segue.channels.sms.words import Wish
from segue.channels.sms.words import wish as wish_of
from segue.channels.turns import Turn, said
from segue.contact_points import PURPOSES

OWN_ACCORD = tuple(one for one in PURPOSES if one != "transactional")
ABOUT: dict[Wish, tuple[str, ...]] = {"stop": OWN_ACCORD, "stop-all": PURPOSES, "start": PURPOSES}


def refused(channel: str, who: Payload, own: str) -> Iterator[Draft]:
    """Drafts of a STOP that the provider tells of without its words; `own` is a part of their ids."""
    for purpose in ABOUT["stop"]:
        answer = {"channel": channel, "purpose": purpose, "granted": False, "method": channel}
        yield Draft("Consent Updated", who, properties=answer, id=f"{own}-{purpose}")


def stopped(turn: Draft, channel: str) -> Iterator[Draft]:
    """Drafts of what a turn of a chat forbids, which stays a turn: `cancel` may be about an order, and a START among
    friends is no consent."""
    wish = wish_of(str(turn.properties.get("text") or ""))
    for purpose in ABOUT[wish] if wish in ("stop", "stop-all") else ():
        answer = {"channel": channel, "purpose": purpose, "granted": False, "method": channel}
        properties = {**answer, "wording": turn.properties["text"]}
        yield replace(turn, event="Consent Updated", properties=properties, id=f"{turn.id}-{purpose}")


def received(turn: Turn, who: Payload, channel: str, stated: Wish | None = None) -> Iterator[Draft]:
    """Drafts of a message; `stated` is what the provider itself understood. Each has an id of its own."""
    wish = stated or wish_of(turn.text)
    for purpose in ABOUT.get(wish, ()) if wish else ():
        answer = {"channel": channel, "purpose": purpose, "granted": wish == "start", "method": channel}
        properties = {**answer, "wording": turn.text, **_answered(stated)}
        yield Draft("Consent Updated", who, properties=properties, id=f"{turn.id}-{purpose}")
    if wish is None or wish == "help":
        yield replace(said(replace(turn, topic=wish), who, None, _answered(stated)), id=turn.id)


def _answered(stated: Wish | None) -> Payload:
    """A provider that names the wish has answered it."""
    return {"answered_by": "provider"} if stated else {}
