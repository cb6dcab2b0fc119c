"""Events through naming and linking: what was named before is skipped, and the order still does not matter."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segue.events import Event
from segue.facets import names
from segue.identifiers import identifiers_of
from segue.identity.linking import Linking
from segue.identity.naming import Naming
from segue.identity.rules import Limit, Rules
from segue.keys import identity_key
from segue.profile.identities import Record
from tests.builders import NOON, an_event
from tests.examples import examples
from tests.fake_people import FakePeople

RULES = Rules(limits={"user_id": Limit(1), "email": Limit(1), "anonymous_id": Limit(2, 20)})
MAILS, PHONES = st.sampled_from(["e1@shop.test", "e2@shop.test"]), st.sampled_from(["+31612345678", "+31687654321"])
SAID = st.fixed_dictionaries({}, optional={"email": MAILS, "phone": PHONES, "order_id": st.sampled_from(["o1", "o2"])})
WHO = st.fixed_dictionaries(
    {}, optional={"user_id": st.sampled_from(["u1", "u2"]), "anonymous_id": st.sampled_from(["a1", "a2", "a3"])}
)
NAMES = st.sampled_from(["Order Completed", "Checkout Started", "Consent Updated"])


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    made = draw(st.lists(st.tuples(NAMES, WHO, SAID, st.integers(1, 40)), min_size=2, max_size=6))
    found = [an_one(number, *one) for number, one in enumerate(made)]
    return [one for one in found if identifiers_of(one)]


def an_one(number: int, name: str, who: dict[str, Any], said: dict[str, Any], at: int) -> Event:
    fields = {"user_id": None, "anonymous_id": None, **who}
    return an_event(name, NOON + at, message_id=f"m{number}", properties=said, **fields)


def groups_after(found: list[Event]) -> dict[str, frozenset[str]]:
    """Who is who after these events; each identity remembers what it has named, as its row does."""
    people, known = FakePeople(), dict[str, Any]()
    naming = Naming(lambda one: identity_key(b"secret", one), lambda: RULES)
    for event in found:
        own = identity_key(b"secret", identifiers_of(event)[0])
        link = naming.link(Record(own, event, 1, "s"), known.get(own, {}))
        if len(link.keys) > 1:
            Linking(people, lambda: RULES).carry_out(link.change())
        known[own] = names.add(known.get(own, {}), names.of(event))
    return {person: keys for person, keys in people.groups().items() if len(keys) > 1}


@given(events(), st.randoms(use_true_random=False))
@settings(max_examples=examples(300), deadline=None)
def test_the_order_of_events_does_not_matter_though_what_was_named_is_skipped(
    found: list[Event], dice: random.Random
) -> None:
    wanted = groups_after(found)
    dice.shuffle(found)
    assert groups_after([*found, *found[:2]]) == wanted


def test_of_two_events_at_one_moment_the_same_one_counts_in_any_order() -> None:
    named = {"email": "e1@shop.test", "phone": "+31687654321"}
    said = [("u2", named), ("u1", {"phone": "+31687654321"}), ("u2", {"phone": "+31687654321"})]
    found = [an_one(at, "Order Completed", {"user_id": user}, one, 1) for at, (user, one) in enumerate(said)]
    assert groups_after([found[1], found[2], found[0]]) == groups_after(found)


def test_of_two_as_sure_the_earlier_counts_though_a_less_sure_one_was_the_first() -> None:
    mail, orders = {"email": "e1@shop.test"}, "Order Completed"
    typed = an_one(0, "Checkout Started", {"anonymous_id": "a1"}, mail, 1)
    late, early = (an_one(at, orders, {"anonymous_id": "a1"}, mail, at) for at in (9, 5))
    other = an_one(7, orders, {"anonymous_id": "a1"}, {"email": "e2@shop.test"}, 7)
    assert groups_after([typed, late, other, early]) == groups_after([typed, early, other, late])
