"""What a search that found nobody has looked for, and how to ask otherwise. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from segue.console.segments.clause_words import listed
from segue.identifiers import Identifier
from segue.languages.texts import _
from segue.profile.names import asked_as

KINDS = {
    "email": _("an e-mail address"),
    "order_id": _("an order number (in large or small letters, with or without # and “order”)"),
    "loyalty_id": _("a loyalty card"),
    "user_id": _("an id of a customer, an account, a browser or a device"),
}
PHONE = "phone"
DIRECTLY = {
    "order_id": _("An order number: all of it. A part of a number leads nowhere."),
    "phone": _("A phone number: any notation will do, best with its country, such as +49 160 1234567."),
    "email": _("An e-mail address: all of it, as the customer writes it."),
    "loyalty_id": _("A loyalty card or a customer id: as it is printed."),
    "name": _("A name: first, last or both, each word whole; accents and capitals do not matter."),
}
LOOKED = _("It was looked for as {ways}.")
AMONG = _("It was looked for as {ways}, and among those who have written lately by name, order, last digits and words.")
NOTHING = _("There is nothing in it to look for.")
LATELY = (
    _("The beginnings of a name’s words, such as “ki mil”, of those who have written lately."),
    _("The last six digits or more of a phone number, of those who have written lately."),
    _("Words of the subject, the topic, the tags or the last message, such as “tent pole”, of recent conversations."),
)


class Told(NamedTuple):
    """`looked`: as what the text was looked for, in a sentence; `tips`: what else leads to somebody."""

    looked: str
    tips: Sequence[str]


def told(text: str, meanings: Sequence[Identifier], serves: bool) -> Told:
    """What was done with a text that can mean these; `serves`: whether it was looked for among recent conversations."""
    kinds = {one.type for one in meanings}
    ways = [words for kind, words in KINDS.items() if kind in kinds]
    numbers = [one.value for one in meanings if one.type == PHONE]
    ways += [_("a phone number ({numbers})").format(numbers=listed(numbers, "or"))] if numbers else []
    ways += [_("a name")] if asked_as(text) else []
    form = AMONG if serves else LOOKED
    looked = form.format(ways=listed(ways, "and")) if ways else NOTHING
    return Told(looked, [*DIRECTLY.values(), *(LATELY if serves else ())])
