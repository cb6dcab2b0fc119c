"""The steps of the tour by name, each with what finds out whether it is done. They raise Refused."""

from collections.abc import Callable, Mapping

from segue_tools.tour import shopping, talking
from segue_tools.tour.seen import Browser, Desk, Seen

LOOKS: Mapping[str, Callable[[Desk, Browser], Seen]] = {
    "visitor": shopping.visitor,
    "customer": shopping.customer,
    "cart": shopping.cart,
    "mail": shopping.mail,
    "phone": talking.phone,
    "support": talking.support,
    "switch": talking.switch,
    "recognised": talking.recognised,
    "banner": shopping.banner,
    "numbers": talking.numbers,
}
