"""Evidence: why a person's identifiers are held to be one person's, and what was kept apart. Pure.

The words here are for people: support agents who see a wrong merge, and privacy officers who ask why.
"""

from dataclasses import dataclass

from segue.facets.names import ATTESTATIONS
from segue.identifiers import TYPES
from segue.identity.edges import Edge
from segue.identity.growing import APART, GROWTH, IS_SHARED, UNATTESTED, Join
from segue.identity.persons import Change, PersonSet
from segue.identity.regrouping import Regrouping
from segue.identity.rules import Limit, Rules
from segue.keys import IdentityKey
from segue.languages.texts import Phrase, _
from segue.times import DAY, HOUR, Millis

HOW = (*ATTESTATIONS, "staff", "spelling")  # by `edges.CLAIMED` to `edges.SPELT`
CALLED = {
    "user_id": _("user id"),
    "customer_id": _("customer number"),
    "email": _("e-mail address"),
    "phone": _("phone number"),
    "loyalty_id": _("loyalty card"),
    "order_id": _("order"),
    "messenger_id": _("Messenger account"),
    "instagram_id": _("Instagram account"),
    "whatsapp_id": _("WhatsApp number"),
    "payment_fingerprint": _("payment card"),
    "device_id": _("device"),
    "anonymous_id": _("browser"),
    "cart_id": _("cart"),
    "push_id": _("app on a device"),
    "x_id": _("X account"),
}
ONE = _("another {kind} is known: one person has one")
EVER = _("more than {most} {kinds}: more than one person has")
YEAR = _("more than {most} {kinds} within a year: more than one person has")
WITHIN = {
    DAY: (
        _("more than {most} {kinds} within a day: more than one person has"),
        _("more than {most} {kinds} within {count} days: more than one person has"),
    ),
    HOUR: (
        _("more than {most} {kinds} within an hour: more than one person has"),
        _("more than {most} {kinds} within {count} hours: more than one person has"),
    ),
}
MANY = {
    "user_id": _("user ids"),
    "customer_id": _("customer numbers"),
    "email": _("e-mail addresses"),
    "phone": _("phone numbers"),
    "loyalty_id": _("loyalty cards"),
    "order_id": _("orders"),
    "messenger_id": _("Messenger accounts"),
    "instagram_id": _("Instagram accounts"),
    "whatsapp_id": _("WhatsApp numbers"),
    "payment_fingerprint": _("payment cards"),
    "device_id": _("devices"),
    "anonymous_id": _("browsers"),
    "cart_id": _("carts"),
    "push_id": _("apps on devices"),
    "x_id": _("X accounts"),
}
REASONS = {
    APART: _("known to be somebody else: it was taken apart by staff"),
    UNATTESTED: _("mentioned or typed by somebody who was not signed in: too little to make two known people one"),
    GROWTH: _("too many new identifiers in too short a time: it waits for somebody to look at it"),
    IS_SHARED: _("shared by several people, so it stands for none of them"),
}


@dataclass(frozen=True)
class Evidence:
    """Two identifiers that one event named. `id` is by what it can be taken back.

    `how` is one of HOW. `joined`: it made one person of two. `known`: both were known people before. `reason`: why
    it was left out, empty where it counts.
    """

    id: str
    left: IdentityKey
    right: IdentityKey
    time: Millis
    event: str
    how: str
    joined: bool = False
    known: bool = False
    reason: str = ""


def evidence(person: PersonSet, rules: Rules) -> tuple[Evidence, ...]:
    """Everything that ties the person's identifiers together or was kept apart from them, earliest first."""
    partition = Regrouping((person,), Change(person.keys), rules, closed=True).partition
    joins = {one.edge.id: one for one in partition.joins}
    standing = [one for one in person.edges if one.event not in person.undone]
    inside = [one for one in standing if one.id in person.out or person.keys.issuperset(one.pair)]
    rows = [_row(edge, joins.get(edge.id), person.out.get(edge.id, "")) for edge in inside]
    return tuple(sorted(rows, key=lambda one: (one.time, one.id)))


def called(key: IdentityKey, kinds: dict[IdentityKey, str] | None = None) -> str:
    """What an identifier of this key's type is called: `phone number`; a custom type by its own name."""
    kind = (kinds or {}).get(key) or TYPES[key[0]]
    return str(_word(kind))


def why_apart(reason: str, rules: Rules) -> str:
    """The reason why a link was left out, in plain words that go on after a colon."""
    word, *kinds = reason.split(" ", 1)
    limit = rules.limit(kinds[0]) if kinds and word == "limit" else None
    return _beyond(limit, kinds[0]) if limit else str(REASONS.get(reason, reason.replace("-", " ")))


def _row(edge: Edge, join: Join | None, reason: str) -> Evidence:
    return Evidence(
        id=edge.id,
        left=edge.left,
        right=edge.right,
        time=edge.time,
        event=edge.event,
        how=HOW[edge.attestation],
        joined=join is not None,
        known=join is not None and join.known,
        reason=reason,
    )


def _word(kind: str) -> str:
    return CALLED.get(kind) or kind.replace("_", " ")


def _beyond(limit: Limit, kind: str) -> str:
    if limit.most == 1 and limit.within is None:
        return ONE.format(kind=_word(kind))
    many = MANY.get(kind) or f"{_word(kind)}s"
    if limit.within is None:
        return EVER.format(most=limit.most, kinds=many)
    return _within(limit.within).format(most=limit.most, kinds=many, count=limit.within // _unit(limit.within))


def _within(length: Millis) -> Phrase:
    unit = _unit(length)
    one, some = WITHIN[unit]
    return YEAR if length // DAY == 365 else one if length // unit == 1 else some


def _unit(length: Millis) -> Millis:
    return DAY if length >= DAY else HOUR
