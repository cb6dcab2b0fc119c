"""What customers are called, write and can be reached at never stands in the archive, whatever an event says."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.archive.columns import BIGINT, EVENTS, FLAG, INTEGER, KINDS, PARTITIONS, TEXT, TIME
from segue.archive.forms import LARGEST, MANY_DIGITS, MOST
from segue.archive.kinds import KIND_OF
from segue.archive.numbers import Shop
from segue.archive.rows import rows
from segue.events import Event
from segue.messages import OUTCOMES
from tests.builders import NOON, an_event
from tests.properties.histories import events
from tests.properties.test_any_shape import JSON

SHOP = Shop(b"secret", frozenset({"Quiz Finished"}), frozenset({"delivery"}))
KEY = "u_aaaaaaaaaaaaaaaaaaaaaaaa"
CANARY = "canary"
REACHED = [
    f"{CANARY}@shop.example",
    f"+49 171 {CANARY} 5551",
    f"https://shop.example/reset?token={CANARY}",
    f"https://{CANARY}.example/a/b#c",
    f"please call {CANARY} back today because nothing here works",
    f"<b>{CANARY}</b>",
    f"{CANARY}\nnext line",
    f"?q={CANARY}&email=a%40b.example",
]
NUMBERS = ["01715550123", "0171 555 0123", "+49-171-5550123", "4111 1111 1111 1111"]
NAMED = [*REACHED, f"Zoe {CANARY.title()}", CANARY]  # where no column is made of it
# Fields that a column is made of, which ids and names of the shop's own stand in; all others are free.
MADE_OF = [
    *("product_id", "sku", "variant_id", "category", "order_id", "cart_id", "checkout_id", "refund_id", "coupon"),
    *("channel", "purpose", "placement", "variant", "experiment_id", "variation_id", "element", "form", "field"),
    *("conversation_id", "case_id", "call_id", "turn_id", "message_id", "author", "survey", "kind", "effort_question"),
    *("page_type", "template", "pageType", "page_template", "path", "url", "search", "referrer"),
]
FREE = [
    *("name", "text", "title", "subject", "email", "phone", "first_name", "last_name", "address", "comment", "topic"),
    *("agent", "agent_name", "query"),
]
HELD = st.sampled_from([*REACHED, *NUMBERS])
ANY = st.sampled_from([*NAMED, *NUMBERS])
LINE = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(MADE_OF[:4], HELD), "name": ANY, "image_url": ANY, "price": st.floats()}
)
SAID = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(MADE_OF, HELD | st.integers() | st.none()),
        **dict.fromkeys(FREE, ANY),
        "products": st.lists(LINE, max_size=3),
        "granted": st.booleans(),
        "score": st.floats() | st.integers(),
        "quantity": st.integers() | ANY,
        "total": st.floats() | ANY,
        "currency": st.sampled_from(["EUR", CANARY]),
        "step": st.integers() | ANY,
        "seconds": st.floats() | ANY,
        "resolved": st.booleans(),
    },
)
CONTEXT = st.fixed_dictionaries(
    {},
    optional={
        "userAgent": ANY,
        "campaign": st.fixed_dictionaries({}, optional=dict.fromkeys(("name", "medium", "source", "term"), HELD)),
        "page": st.fixed_dictionaries({}, optional=dict.fromkeys((*MADE_OF[-8:], "title"), HELD)),
        "ip": ANY,
        "traits": st.dictionaries(ANY, ANY, max_size=2),
    },
)
NAMES = st.sampled_from(sorted({*KIND_OF, *OUTCOMES, CANARY, REACHED[0], "Quiz Finished"}))
CHANNELS = st.sampled_from(["web", "mobile", "store", "commerce", "email", "support"])
OF_TYPE = {BIGINT: int, INTEGER: int, FLAG: bool, TIME: str, TEXT: str}


@st.composite
def tales(draw: st.DrawFn) -> Event:
    """Events in which every free field names or reaches somebody."""
    given = {"channel": draw(CHANNELS), "context": draw(CONTEXT), "traits": {"email": draw(ANY)}, "name": draw(ANY)}
    type_ = draw(st.sampled_from(["track", "track", "track", "identify", "page", "screen", "alias", "group"]))
    name = draw(NAMES) if type_ == "track" else None
    given |= {"user_id": draw(ANY), "anonymous_id": draw(ANY), "source": draw(st.sampled_from(["web", "shop", "desk"]))}
    return an_event(name, NOON, type=type_, message_id=draw(ANY), properties=draw(SAID), **given)


@given(tales())
def test_nobody_stands_in_the_archive(event: Event) -> None:
    _says_of_nobody(event)


@pytest.mark.parametrize("name", sorted({*KIND_OF, "Quiz Finished", CANARY}))
def test_no_field_of_any_event_lets_a_canary_through(name: str) -> None:
    for canary in (*REACHED, *NUMBERS):
        said = dict.fromkeys((*MADE_OF, *FREE), canary) | {"total": 1, "granted": True, "score": 5}
        lines = {"products": [dict.fromkeys((*MADE_OF, *FREE), canary) | {"product_id": "7"}]}
        context = {"userAgent": canary, "campaign": dict.fromkeys(("name", "medium", "source"), canary)}
        for more in ({}, lines, {"survey": "ces"}, {"order_id": "1", "topic": "delivery"}):
            event = an_event(name, NOON, properties=said | more, context={**context, "page": said}, source="shop")
            _says_of_nobody(event)
            _says_of_nobody(msgspec.structs.replace(event, source="web", anonymous_id="1"))


def _says_of_nobody(event: Event) -> None:
    for row in rows(event, KEY, SHOP):
        texts = {name: one for name, one in row.items() if EVENTS.get(name) == TEXT}
        assert not any(CANARY in one.casefold() for one in texts.values()), texts
        assert not any(MANY_DIGITS.search(one) for name, one in texts.items() if name != "product"), texts


@given(tales() | events())
def test_a_row_has_columns_of_the_archive_alone_and_what_they_can_hold(event: Event) -> None:
    for row in rows(event, KEY, SHOP):
        assert row.keys() <= EVENTS.keys() | set(PARTITIONS)
        assert {"id", "time", "received", "name", "date", "kind"} <= row.keys()
        assert "who" not in row
        assert row["kind"] in KINDS
        assert row["time"].startswith(row["date"])
        for name in row.keys() & EVENTS.keys():
            assert type(row[name]) is OF_TYPE[EVENTS[name]]
        assert all(abs(row[name]) <= MOST for name, kind in EVENTS.items() if kind == BIGINT and name in row)
        assert all(abs(row[name]) <= LARGEST for name, kind in EVENTS.items() if kind == INTEGER and name in row)


@given(
    NAMES, st.dictionaries(st.sampled_from([*MADE_OF, *FREE, "products", "total", "score", "step", "ms"]), JSON), JSON
)
def test_an_event_of_any_shape_makes_rows(name: str, said: dict[str, Any], context: Any) -> None:
    event = an_event(name, NOON, properties=said, context={"page": context, "campaign": context, "userAgent": context})
    assert rows(event, KEY, SHOP) == rows(msgspec.structs.replace(event), KEY, SHOP)


@given(events())
def test_a_repeat_has_the_same_rows(event: Event) -> None:
    again = msgspec.structs.replace(event, received_at=event.received_at + 5)
    assert [row["id"] for row in rows(event, KEY, SHOP)] == [row["id"] for row in rows(again, KEY, SHOP)]
    assert len({row["id"] for row in rows(event, KEY, SHOP)}) == len(rows(event, KEY, SHOP))
