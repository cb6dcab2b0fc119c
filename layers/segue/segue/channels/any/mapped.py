"""What a delivery means by the mapping that its source has in the playbook of the moment.

A delivery that holds several things is taken apart first: each is understood alone, and alone in quarantine, where
its body is {"$each": the thing}. Once the mapping is put right, it is understood again by the new one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from segue.channels.any.checking import PERSON, check_mapping
from segue.channels.any.expressions import all_found, found, holds, named
from segue.channels.drafts import Draft, event_of, stated_id
from segue.channels.moments import moment
from segue.channels.payloads import given
from segue.channels.persons import person
from segue.deliveries import Delivery, Ignored, Part, one_by_one
from segue.errors import Invalid
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.ledger import fingerprint
from segue.values import loads

ALONE = "$each"
Case = Mapping[str, Any]


def incoming(delivery: Delivery, delivered: str) -> Iterator[Part]:
    """The events of a delivery; `delivered` is the provider's id of it, if there is one. Raises Invalid."""
    check_mapping(delivery.options)
    mapping: Mapping[str, Any] = delivery.options["mapping"]
    body = loads(delivery.body)
    alone = isinstance(body, dict) and set(body) == {ALONE}
    things = [body[ALONE]] if alone else _each(mapping, body)
    if len(things) == 1:
        yield _understood(mapping, things[0], delivery, delivered)
        return
    bodies = (msgspec.json.encode({ALONE: one}) for one in things)
    yield from one_by_one(delivery, bodies, lambda part: incoming(part, delivered))


def _each(mapping: Mapping[str, Any], body: Any) -> list[Any]:
    if "each" not in mapping:
        return [body]
    things = found("mapping.each", mapping["each"], body)
    if not isinstance(things, list):
        raise Invalid("bad-mapping", f"`mapping.each` found no list: {mapping['each']}")
    return things


def _understood(mapping: Mapping[str, Any], thing: Any, delivery: Delivery, delivered: str) -> Part:
    for name, expression in mapping.get("ignore", {}).items():
        if holds(f"mapping.ignore.{name}", expression, thing):
            return Ignored(delivery, name)
    place, case = _case(mapping, thing)
    own = stated_id(delivered, fingerprint(msgspec.json.encode(thing)))
    event = event_of(_draft(place, case, thing), own, delivery, case.get("channel", "server"))
    user, anonymous = (named(f"{place}.who.{one}", case["who"].get(one), thing) for one in PERSON[2:])
    return _somebody(msgspec.structs.replace(event, user_id=user, anonymous_id=anonymous), place, case["who"])


def _case(mapping: Mapping[str, Any], thing: Any) -> tuple[str, Case]:
    """The first case that holds, on top of what stands for all of them. Raises Invalid("unknown-topic")."""
    if "cases" not in mapping:
        return "mapping", _on_top(mapping, {})
    for number, case in enumerate(mapping["cases"]):
        place = f"mapping.cases[{number}]"
        if "when" not in case or holds(f"{place}.when", case["when"], thing):
            return place, _on_top(mapping, case)
    tried = "; ".join(case["when"] for case in mapping["cases"])
    raise Invalid("unknown-topic", f"the `when` of none of the cases holds: {tried}"[:300])


def _on_top(mapping: Mapping[str, Any], case: Case) -> Case:
    tables = {name: {**mapping.get(name, {}), **case.get(name, {})} for name in ("properties", "traits")}
    return {**mapping, **case, **tables}


def _draft(place: str, case: Case, thing: Any) -> Draft:
    who = case["who"]
    traits = {name: named(f"{place}.who.{name}", who.get(name), thing) for name in PERSON[:2]}
    external = all_found(f"{place}.who.externalIds", who.get("externalIds", {}), thing)
    return Draft(
        event=_event(place, case, thing),
        who=person(external.items(), traits),
        time=moment(found(f"{place}.time", case["time"], thing)) if "time" in case else None,
        properties=all_found(f"{place}.properties", case["properties"], thing),
        traits=given(all_found(f"{place}.traits", case["traits"], thing)),
        id=named(f"{place}.id", case.get("id"), thing) or "",
    )


def _event(place: str, case: Case, thing: Any) -> str | None:
    """The event's name; None for what only describes the customer. Raises Invalid (no-event, unknown-topic)."""
    if "event_from" not in case:
        return case.get("event")
    word = named(f"{place}.event_from", case["event_from"], thing)
    names = case.get("names", {})
    if not word:
        raise Invalid("no-event", f"`{place}.event_from` found nothing: {case['event_from']}")
    if names and word not in names:
        raise Invalid("unknown-topic", f"`{place}.names` has no {word[:80]!r}")
    return names.get(word, word)


def _somebody(event: Event, place: str, who: Mapping[str, Any]) -> Event:
    """The event, if it names anybody. Raises Invalid("no-identifier") with the expressions that found nothing."""
    if identifiers_of(event):
        return event
    tried = {**{name: one for name, one in who.items() if name != "externalIds"}, **who.get("externalIds", {})}
    listed = ", ".join(f"{name}: {one}" for name, one in tried.items())
    raise Invalid("no-identifier", f"`{place}.who` found nobody by {listed}"[:300])
