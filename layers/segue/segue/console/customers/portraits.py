"""A person as the page shows one: profile, membership and messages in the words of those who work with customers.

Pure; what a role may not see is covered here, before any template.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from msgspec.structs import asdict

from segue.api.masks import COVER, masked, masked_identifiers
from segue.carts.standing import Cart
from segue.console.charts import strips
from segue.console.label_words import own
from segue.console.messages.message_words import apart, message_view
from segue.console.words import called, label, plural
from segue.handover.handing_over import OPENS
from segue.identifiers import STRENGTH, Identifier
from segue.journeys.instances import Instance
from segue.keys import IdentityKey
from segue.languages.numbers import money
from segue.languages.texts import _
from segue.messages import Message
from segue.profile.profiles import Profile
from segue.segments.membership import Membership
from segue.times import Millis

CARTS, ORDERS, MESSAGES, CONTACTS = 4, 10, 20, 3
CART_STATES = {
    "active": _("Open"),
    "checkout": _("In checkout"),
    "saved": _("Saved for later"),
    "empty": _("Emptied"),
    "ordered": _("Ordered"),
    "closed": _("Ordered"),
}
ORDER_TONES = {"placed": "good", "fulfilled": "good", "refunded": "warn", "cancelled": ""}
MACHINES = ("machine_opened", "scanned")
HEADED = ("name", "first_name", "last_name", "firstName", "lastName", "email", "phone")  # stand at the top already


@dataclass(frozen=True)
class Eyes:
    """How a visitor sees people: by roles, and by the keys of identifiers whose is whose."""

    roles: frozenset[str]
    keys_of: Callable[[Identifier], Sequence[IdentityKey]]

    def owns(self, profile: Profile, row: Mapping[str, Any]) -> bool:
        """Whether an identifier is the person's; a person's events may have named somebody else's."""
        return not set(profile.identities).isdisjoint(self.keys_of(Identifier(row["type"], row["value"])))


class Tile(NamedTuple):
    """A figure at the top of the page: a text, or a time in its place."""

    name: str
    value: str
    time: Millis | None = None


def portrait(profile: Profile, membership: Membership, messages: Sequence[Message], eyes: Eyes) -> dict[str, Any]:
    """Everything on a person's page but the timeline and what depends on the time."""
    known = identifiers(profile, eyes)
    own = [one for one in known if not one["apart"]]
    coming, past = apart(messages)
    traits = masked(profile.traits, eyes.roles)
    return {
        "id": profile.id,
        "former": profile.former,
        "name": called(traits, [one for one in own if one["value"] != COVER]),
        "contacts": [one["value"] for one in own if one["type"] in ("email", "phone")][:CONTACTS],
        "identifiers": known,
        "traits": {name: value for name, value in traits.items() if name not in HEADED},
        "consent": masked(profile.consent, eyes.roles),
        "segments": [{"id": one, "since": since} for one, since in sorted(membership.segments.items())],
        "carts": [cart_view(one) for one in profile.carts if one.live or one.items][:CARTS],
        "orders": [order_view(one) for one in profile.orders[:ORDERS]],
        "coming": [message_view(one) for one in coming],
        "messages": [message_view(one) for one in past[:MESSAGES]],
        "older": max(0, len(past) - MESSAGES),
    }


def identifiers(profile: Profile, eyes: Eyes) -> list[dict[str, Any]]:
    """What the person's events named, the person's own first, strongest first; `apart`: it is somebody else's."""
    apart = [not eyes.owns(profile, one) for one in profile.identifiers]
    shown = masked_identifiers(profile.identifiers, eyes.roles)
    rows = [{**row, "apart": other} for row, other in zip(shown, apart, strict=True)]
    return sorted(rows, key=strength)


def journey_view(run: Instance, names: Mapping[str, str]) -> dict[str, Any]:
    """A run of a journey, with when it goes on."""
    name = names.get(run.journey) or own(run.journey)
    return {"id": run.journey, "name": name, "state": label(run.state), "due": run.due, "since": run.entered}


def figures(profile: Profile, seen: Millis | None, now: Millis) -> dict[str, Any]:
    """The tiles at the top and the engagement chart."""
    bought = [one for one in profile.orders if one["state"] != "cancelled"]
    live = [one for one in profile.carts if one.live]
    tiles = (
        Tile(_("Lifetime value"), sums((one["currency"], one["total"] - one["refunded"]) for one in bought)),
        Tile(_("Orders"), str(len(bought))),
        Tile(_("In the cart"), sums((one.currency, one.value) for one in live)),
        Tile(_("Last seen"), "–", seen),
    )
    return {
        "tiles": tiles,
        "strips": strips([one for one in profile.told("engagement") if one["kind"] not in MACHINES], now),
    }


def sums(amounts: Iterable[tuple[str, int]]) -> str:
    """Amounts added up per currency: `€120.00`, `€120.00 + $8.00`, `–` for none."""
    totals: Counter[str] = Counter()
    for currency, cents in amounts:
        totals[currency] += cents
    return " + ".join(money(cents, currency) for currency, cents in sorted(totals.items())) or "–"


def cart_view(cart: Cart) -> dict[str, Any]:
    """A cart with what has become of it."""
    state = CART_STATES[cart.state]
    opens = cart.state in OPENS
    return {**asdict(cart), "lines": cart.items, "live": cart.live, "value": cart.value, "state": state, "opens": opens}


def order_view(order: Mapping[str, Any]) -> dict[str, Any]:
    """An order in one line."""
    names = [one["name"] for one in order["items"]]
    first, more = ", ".join(names[:2]), len(names) - 2
    listed = plural("{first} and {count} other", "{first} and {count} others", more, first=first) if more > 0 else first
    place = listed or label(order["channel"])
    tone = ORDER_TONES.get(order["state"], "")
    return {**order, "summary": place, "state": label(order["state"]), "tone": tone}


def strength(row: Mapping[str, Any]) -> tuple[bool, int]:
    """Orders a person's identifiers: what was kept apart last, else the strongest first."""
    return row["apart"], STRENGTH.get(row["type"], len(STRENGTH))
