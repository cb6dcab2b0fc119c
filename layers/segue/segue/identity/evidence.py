"""Evidence: why a person's identifiers are held to be one person's, and what was kept apart. Pure.

The words here are for people: support agents who see a wrong merge, and privacy officers who ask why.
"""

from collections.abc import Callable
from dataclasses import dataclass

from segue.facets.names import ATTESTATIONS
from segue.identifiers import TYPES
from segue.identity.edges import Edge
from segue.identity.growing import APART, GROWTH, IS_SHARED, UNATTESTED, Join
from segue.identity.persons import Change, PersonSet
from segue.identity.regrouping import Regrouping
from segue.identity.rules import Limit, Rules
from segue.keys import IdentityKey
from segue.times import DAY, HOUR, Millis

Tell = Callable[[str], str]
HOW = (*ATTESTATIONS, "staff", "spelling")  # by `edges.CLAIMED` to `edges.SPELT`
CALLED = {
    "user_id": "user id",
    "customer_id": "customer number",
    "email": "e-mail address",
    "phone": "phone number",
    "loyalty_id": "loyalty card",
    "order_id": "order",
    "messenger_id": "Messenger account",
    "instagram_id": "Instagram account",
    "whatsapp_id": "WhatsApp number",
    "payment_fingerprint": "payment card",
    "device_id": "device",
    "anonymous_id": "browser",
    "cart_id": "cart",
    "push_id": "app on a device",
    "x_id": "X account",
}
ONE = "another {kind} is known: one person has one"
EVER = "more than {most} {kinds}: more than one person has"
WITHIN = "more than {most} {kinds} within {span}: more than one person has"
PLURALS = {"e-mail address": "e-mail addresses", "app on a device": "apps on devices"}
REASONS = {
    APART: "known to be somebody else: it was taken apart by staff",
    UNATTESTED: "mentioned or typed by somebody who was not signed in: too little to make two known people one",
    GROWTH: "too many new identifiers in too short a time: it waits for somebody to look at it",
    IS_SHARED: "shared by several people, so it stands for none of them",
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
    return _word(kind)


def why_apart(reason: str, rules: Rules, tell: Tell = str) -> str:
    """The reason why a link was left out, in plain words that go on after a colon; `tell` puts them into a language."""
    word, _, kind = reason.partition(" ")
    limit = rules.limit(kind) if word == "limit" else None
    return _beyond(limit, _word(kind), tell) if limit else tell(REASONS.get(reason, reason.replace("-", " ")))


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


def _beyond(limit: Limit, kind: str, tell: Tell) -> str:
    if limit.most == 1 and limit.within is None:
        return tell(ONE).format(kind=tell(kind))
    many = tell(PLURALS.get(kind) or f"{kind}s")
    if limit.within is None:
        return tell(EVER).format(most=limit.most, kinds=many)
    return tell(WITHIN).format(most=limit.most, kinds=many, span=_span(limit.within, tell))


def _span(length: Millis, tell: Tell) -> str:
    days, hours = length // DAY, length // HOUR
    if days == 365:
        return tell("a year")
    one, many = ("a day", "{count} days") if days else ("an hour", "{count} hours")
    count = days or hours
    return tell(many).format(count=count) if count > 1 else tell(one)
