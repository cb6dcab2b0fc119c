"""Data of any shape passes: no event that a door lets in can stop a fold."""

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from segue import facets
from segue.events import Event, decode, encode
from segue.facets.engagement import KINDS
from segue.facets.interests import POINTS
from segue.facets.sessions import CHECKOUT
from segue.facets.support import NAMES as NAMES_OF_SUPPORT
from segue.identifiers import identifiers_of
from segue.identity.normalising import normalised
from segue.identity.rules import Rules
from segue.profile.describing import described
from segue.profile.facts import FACTS, of_event
from segue.profile.profiles import Profile
from segue.suppressions import suppressions
from tests.builders import NOON, an_event
from tests.examples import examples
from tests.properties.histories import EVENTS, SAYABLE

SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.text(max_size=12)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner), max_leaves=5
)
FIELDS = [
    "cart_id",
    "order_id",
    "refund_id",
    "products",
    "product_id",
    "price",
    "quantity",
    "currency",
    "total",
    "revenue",
    "value",
    "discount",
    "coupon",
    "name",
    "url",
    "image_url",
    "email",
    "phone",
    "granted",
    "purpose",
    "channel",
    "message_id",
    "device",
    "traits",
    "externalIds",
    "locale",
    "address",
    "firstName",
    "timezone",
    "userAgent",
    "sent_at",
    "link_url",
    "category",
    "brand",
    "feature",
    "tags",
    "seconds",
    "step",
    "conversation_id",
    "topic",
    "survey",
    "score",
    "body",
    "author",
    "format",
    "compare_at_price",
    "version",
    "method",
    "preferred_tone",
]
SAID = st.dictionaries(st.sampled_from([*FIELDS, *SAYABLE]) | st.text(max_size=6), JSON, max_size=8)
PRODUCTS = st.fixed_dictionaries({"products": st.lists(SAID, max_size=3)}, optional={"currency": JSON, "cart_id": JSON})
NAMES = st.sampled_from(
    [
        *(*FACTS, "Order Updated", "Order Fulfilled", "Checkout Updated", "Cart Viewed", "Cart Deleted"),
        *(*KINDS, *NAMES_OF_SUPPORT, *POINTS, *CHECKOUT, *EVENTS),
    ]
)


@st.composite
def any_event(draw: st.DrawFn) -> Event:
    """A known name with anything in it."""
    said = draw(SAID) | draw(PRODUCTS | st.just({}))
    kind: Any = draw(st.sampled_from(["track", "identify"]))
    return an_event(draw(NAMES), NOON, type=kind, properties=said, traits=draw(SAID), context=draw(SAID))


@given(event=any_event())
@settings(max_examples=examples(120), deadline=None)
def test_any_event_can_be_absorbed_and_read(event: Event) -> None:
    value = facets.add(facets.of(event), facets.of(an_event("Product Added", NOON + 1, properties={"product_id": "p"})))
    assert msgspec.json.encode(described(Profile("a_1", value, ("a_1",))))


@given(event=any_event())
@settings(max_examples=examples(100), deadline=None)
def test_any_event_names_somebody_and_may_say_something(event: Event) -> None:
    for one in identifiers_of(event):
        assert normalised(one, event, Rules()).value
    said = of_event("a_1", event)
    assert said is None or said.as_detail()["person"] == "a_1"
    assert len(suppressions(event)) <= 8


@given(event=any_event())
@settings(max_examples=examples(60), deadline=None)
def test_any_event_comes_out_of_the_ledger_as_it_went_in(event: Event) -> None:
    assert encode(decode(encode(event))) == encode(event)
