"""A message as some of the people of a broadcast would get it, before anybody does; who is looked at is chosen.

What renders it is that of a template's own page, and its mail stands in the same frame.
"""

from typing import Any
from urllib.parse import urlencode

from segue.broadcasts.managing import Standing
from segue.console.customers.people import row
from segue.console.desk import Desk
from segue.console.label_words import own
from segue.console.messages.proofs import lines_of, trying
from segue.console.visits import Visit
from segue.errors import Invalid, NotFound
from segue.keys import PersonId


def sampled(visit: Visit, desk: Desk, standing: Standing) -> dict[str, Any] | None:
    """{"people", "reader", "messages"}: some who would get it, for whom it is shown, and the message in each variant;
    None where nobody would get it."""
    from segue.wiring.people import profiles

    some = standing.foresight.some if standing.foresight else ()
    read = profiles().read_many(some)
    people = [row(visit, desk, found, None) for one in some if (found := read.get(one))]
    if not people:
        return None
    reader = next((one for one in people if one["id"] == visit.typed("reader", 64)), people[0])
    return {"people": people, "reader": reader, "messages": _messages(visit, standing, reader["id"])}


def _messages(visit: Visit, standing: Standing, person: PersonId) -> list[dict[str, Any]]:
    channel = standing.broadcast.channel
    return [_message(visit, one.template, channel, person) for one in standing.broadcast.variants]


def _message(visit: Visit, template: str, channel: str, person: PersonId) -> dict[str, Any]:
    """A variant; `wrong` where it cannot be made for this person."""
    address = urlencode({"person": person, "channel": channel})
    told = {"id": template, "name": own(template), "address": address, "wrong": "", "shown": None, "lines": ()}
    try:
        shown = trying().shown(trying().asked(template, {"channel": channel, "person": person}, visit.roles))
    except (Invalid, NotFound) as wrong:
        return {**told, "wrong": wrong.detail}
    return {**told, "shown": shown, "lines": lines_of(shown.parts)}
