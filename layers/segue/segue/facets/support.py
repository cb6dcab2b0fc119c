"""Support: cases and whether they are open, the last contact per channel, and what the customer said of the effort."""

import math
from typing import Any

from segue.events import CLOSES, OPENS, SURVEY, TURNS, Event
from segue.facets.registers import add_registers, last, latest, mark, text
from segue.times import DAY, Millis, to_text

VERSION = 3
MOST = 20  # of the last cases and contacts
MOST_NAMED = 10  # products of a case
REPEATED: Millis = 7 * DAY
TURN = "Conversation Turn"
ANSWERS = ("Call Answered",)  # one of the staff is on the line
NAMES = (*OPENS, *TURNS, *ANSWERS, *CLOSES, SURVEY)
SURVEYS = ("ces", "csat", "nps")
Support = dict[str, Any]
# cases: {case: [time, id, open (1 or 0), channel]} the newest opening or ending; turns say nothing of it
# contacts: [[time, id, channel, case, topic], ...] the last times the customer came
# heard: {channel: [time, id]} when the customer last wrote in person; rows of version 1 have none
# about: {case: [time, id, topic, order, [products]]} the newest that named an order or a product, since version 3
# last: {channel: [time, id, event name]}; surveys: {"ces": [time, id, hundredths of points, case]}


def of(event: Event) -> Support:
    """What the event says of a case; {} of any other."""
    name, said = event.event or "", event.properties
    if name not in NAMES:
        return {}
    channel, case = _channel(event), _case(event)
    moment, unsolved = mark(event), said.get("resolved") is False
    came = name in OPENS or (name == "Call Ended" and not case)
    state = {case or f"{moment[1]}": [*moment, int(name in OPENS or unsolved), channel]}
    return {
        "cases": state if name in (*OPENS, *CLOSES) else {},
        "contacts": [[*moment, channel, case, text(said.get("topic"), 40)]] if came else [],
        **({"about": {case: [*moment, *_named(said)]}} if case and _named(said) else {}),
        "heard": {channel: [*moment]} if _wrote(event) else {},
        "last": {channel: [*moment, name]} if name != SURVEY else {},
        "surveys": _survey(event, case) if name == SURVEY else {},
    }


def add(left: Support, right: Support) -> Support:
    """Case by case the newest, the last contacts of both."""
    if not left or not right:
        return left or right
    return {
        "cases": latest(add_registers(left["cases"], right["cases"]), MOST),
        "contacts": last(left["contacts"], right["contacts"], MOST),
        "heard": latest(add_registers(left.get("heard", {}), right.get("heard", {})), MOST),
        **_about(left.get("about", {}), right.get("about", {})),
        "last": latest(add_registers(left["last"], right["last"]), MOST),
        "surveys": add_registers(left["surveys"], right["surveys"]),
    }


def read(value: Support) -> dict[str, Any]:
    """{"open": [{"case", "channel", "since"}], "last_contact": {channel: time}, "effort": {survey: {"score", "time",
    "case"}}, "contacts": count, "repeated": count}; repeated: about the same, or no topic, within a week."""
    opened = [(case, one) for case, one in value.get("cases", {}).items() if one[2]]
    contacts = _once(value.get("contacts", []))
    return {
        "open": [
            {"case": case, "channel": one[3], "since": to_text(one[0])}
            for case, one in sorted(opened, key=lambda pair: (-pair[1][0], pair[0]))
        ],
        "last_contact": {channel: to_text(one[0]) for channel, one in sorted(value.get("last", {}).items())},
        "effort": {
            kind: {"score": one[2] / 100, "time": to_text(one[0]), "case": one[3]}
            for kind, one in sorted(value.get("surveys", {}).items())
        },
        "contacts": len(contacts),
        "repeated": sum(_repeats(one, contacts[:place]) for place, one in enumerate(contacts)),
    }


def _once(contacts: list[list[Any]]) -> list[list[Any]]:
    """A contact of which several tell at moments of their own is one: a call that rings, and its provider's report."""
    told = {(one[1], one[3]) if one[3] else (one[0], one[1]): one for one in reversed(contacts)}
    return list(reversed(told.values()))


def _repeats(contact: list[Any], before: list[list[Any]]) -> bool:
    return any(contact[0] - one[0] <= REPEATED and contact[4] == one[4] and not _same(contact, one) for one in before)


def _same(one: list[Any], other: list[Any]) -> bool:
    return bool(one[3]) and one[3] == other[3]


def _wrote(event: Event) -> bool:
    """Whether it is a message of the customer's to the shop alone: no comment in public, reaction or change of one."""
    said = event.properties
    return event.event == TURN and said.get("author") == "customer" and not said.get("kind") and not said.get("change")


def _channel(event: Event) -> str:
    given = text(event.properties.get("channel"), 32)
    name = event.event or ""
    return given or ("chat" if name.startswith("Live Chat") else "phone" if name.startswith("Call") else event.channel)


def _case(event: Event) -> str:
    said = event.properties
    return text(said.get("conversation_id") or said.get("case_id") or said.get("call_id"))


def _named(said: dict[str, Any]) -> list[Any]:
    """[topic, order, [products]] where an order or a product is named, else []."""
    listed = said.get("products")
    rows = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    names = dict.fromkeys(text(one.get("product_id")) for one in (said, *rows[:MOST_NAMED]))
    products, order = sorted(name for name in names if name), text(said.get("order_id") or said.get("order"))
    return [text(said.get("topic"), 40), order, products] if products or order else []


def _about(left: dict[str, list[Any]], right: dict[str, list[Any]]) -> dict[str, Any]:
    both = latest(add_registers(left, right), MOST) if left or right else {}
    return {"about": both} if both else {}


def _survey(event: Event, case: str) -> dict[str, list[Any]]:
    """The answer to a survey that is known by name; a customer effort score has seven points, higher is easier."""
    said = event.properties
    kind = text(said.get("survey") or said.get("kind") or "ces").lower()
    score: Any = said.get("score", said.get("rating"))
    usable = isinstance(score, int | float) and not isinstance(score, bool) and math.isfinite(score)
    if kind not in SURVEYS or not usable or not 0 <= score <= 100:
        return {}
    return {kind: [*mark(event), round(score * 100), case]}
