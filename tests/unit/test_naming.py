"""Naming: what one event says about who is one person."""

from dataclasses import replace

import pytest

from segue.events import Event
from segue.facets.names import attestation
from segue.identifiers import Identifier, identifiers_of
from segue.identity.edges import CLAIMED, LOGIN, ORDER, SPELT, TYPED
from segue.identity.naming import Known, Link, Naming, kind_of
from segue.identity.normalising import normalised
from segue.identity.persons import Change
from segue.identity.rules import Rules, rules_of
from segue.keys import identity_key
from segue.profile.identities import Record
from tests.builders import NOON, an_event

IGNORING = rules_of({"email": {"plus_tags": "ignore", "dots_ignored_at": ["gmail.com"]}})


def key(kind: str, value: str) -> str:
    return identity_key(b"secret", Identifier(kind, value))


def link_of(event: Event, rules: Rules | None = None, known: Known | None = None) -> Link:
    naming = Naming(lambda one: identity_key(b"secret", one), lambda: rules or Rules())
    own = identifiers_of(event)[0]
    return naming.link(Record(key(*own), event, 1, "s"), known or {})


def signed_in(**more: object) -> Event:
    return an_event(None, NOON, type="identify", user_id="u1", **more)


def test_an_event_links_its_strongest_identifier_with_each_other() -> None:
    link = link_of(signed_in(anonymous_id="a1", traits={"email": "kim@shop.test"}))
    assert link.keys[0] == key("user_id", "u1")
    assert {(edge.left, edge.right) for edge in link.edges} == {
        (key("user_id", "u1"), key("email", "kim@shop.test")),
        (key("user_id", "u1"), key("anonymous_id", "a1")),
    }


def test_what_was_linked_before_is_not_linked_again() -> None:
    seen = [NOON - 1, "web", LOGIN, NOON - 1]
    known = {"user_id": {"u1": seen}, "anonymous_id": {"a1": seen}}
    assert link_of(signed_in(anonymous_id="a1"), known=known).edges == ()


def test_two_spellings_are_linked_with_each_other() -> None:
    link = link_of(signed_in(traits={"email": "k.im@gmail.com"}), IGNORING)
    (spelt,) = [edge for edge in link.edges if edge.attestation == SPELT]
    assert {spelt.left, spelt.right} == {key("email", "k.im@gmail.com"), key("email", "kim@gmail.com")}


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        ("kim+shop@shop.test", "kim@shop.test"),
        ("k.i.m+x@gmail.com", "kim@gmail.com"),
        ("k.im@shop.test", "k.im@shop.test"),
        ("+news@shop.test", "+news@shop.test"),
    ],
)
def test_plus_tags_and_dots_are_as_the_rules_declare(value: str, spelt: str) -> None:
    assert normalised(Identifier("email", value), signed_in(), IGNORING).value == spelt


def test_a_national_number_is_of_the_source_s_country() -> None:
    rules = rules_of({}, {"store": {"options": {"country": "NL"}}})
    event = signed_in(source="store")
    assert normalised(Identifier("phone", "0612345678"), event, rules).value == "+31612345678"


def test_a_placeholder_links_nobody() -> None:
    event = an_event("Order Completed", NOON, properties={"email": "till1@shop.test", "order_id": "1001"})
    blocked = rules_of({"blocked": {"email": r"till\d@shop\.test"}})
    link = link_of(event, blocked)
    assert (link.edges, link.nobody) == ((), True)


def test_an_alias_names_the_previous_id_also_as_a_user_id_where_that_is_known() -> None:
    link = link_of(an_event(None, NOON, type="alias", user_id="u1", previous_id="u0"))
    assert link.doubtful == {key("user_id", "u0")}
    assert key("anonymous_id", "u0") in link.keys


def test_an_order_number_and_a_card_are_identifiers() -> None:
    said = {"order_id": "1001", "payment_fingerprint": "f1", "email": "kim@shop.test"}
    found = {one.type for one in identifiers_of(an_event("Order Completed", NOON, properties=said))}
    assert found >= {"order_id", "payment_fingerprint", "email"}
    assert not {one.type for one in identifiers_of(an_event("Product Viewed", NOON, properties=said))} & found - {
        "user_id",
        "anonymous_id",
    }


@pytest.mark.parametrize(
    ("event", "level"),
    [
        (signed_in(), LOGIN),
        (an_event("Order Completed", NOON, user_id=None, properties={"order_id": "1"}), ORDER),
        (an_event(None, NOON, type="identify", user_id=None, channel="commerce"), ORDER),
        (an_event("Checkout Started", NOON, user_id=None), TYPED),
        (an_event("Product Viewed", NOON, user_id=None), CLAIMED),
    ],
)
def test_how_well_an_event_knows_whom_it_names(event: Event, level: int) -> None:
    assert attestation(event) == level


def test_custom_types_keep_their_declared_name() -> None:
    event = signed_in(context={"externalIds": [{"type": "library_card", "id": "77"}]})
    assert list(link_of(event).kinds.values()) == ["library_card"]


def test_a_link_says_who_when_and_how_sure() -> None:
    event = signed_in(anonymous_id="a1", traits={"email": "k.im@gmail.com"}, context=CARD)
    own, right, frozen = key("user_id", "u1"), key("email", "kim@gmail.com"), key("email", "k.im@gmail.com")
    link = link_of(event, IGNORING)
    card = key("custom", "library_card:77")
    assert link == Link(
        keys=(own, frozen, right, key("anonymous_id", "a1"), card),
        event=event.message_id,
        time=NOON,
        attestation=LOGIN,
        spelt=((frozen, right),),
        kinds={card: "library_card"},
    )
    assert [edge.right for edge in link.edges] == [frozen, key("anonymous_id", "a1"), card, right]


CARD = {"externalIds": [{"type": "library_card", "id": "77"}]}


def test_a_link_is_a_change_of_its_keys() -> None:
    link = Link(("u_1", "e_1"), "m1", 1, LOGIN, kinds={"x_1": "card"}, doubtful=frozenset({"e_1"}))
    change = Change(frozenset({"u_1", "e_1"}), link.edges, kinds=link.kinds, doubtful=link.doubtful)
    assert link.change() == replace(change, somebody=frozenset({"u_1"}))
    assert replace(link, nobody=True).change() == replace(change, shared=frozenset({"u_1"}))


def test_what_is_said_surer_or_earlier_is_linked_again() -> None:
    event = signed_in(anonymous_id="a1")
    sure = [NOON - 1, "web", LOGIN, NOON - 1]
    later = [NOON + 1, "web", LOGIN, NOON + 1]
    for seen, again in (([NOON - 1, "web", ORDER, NOON - 1], True), (later, True), (sure, False)):
        known = {"user_id": {"u1": sure}, "anonymous_id": {"a1": seen}}
        assert bool(link_of(event, known=known).edges) is again


def test_a_placeholder_among_others_is_left_out_and_a_till_s_alias_names_nobody() -> None:
    blocked = rules_of({"blocked": {"email": "till@shop.test", "user_id": "till"}})
    link = link_of(signed_in(anonymous_id=None, traits={"email": "till@shop.test", "phone": "+31612345678"}), blocked)
    assert link.keys == (key("user_id", "u1"), key("phone", "+31612345678"))
    alias = link_of(an_event(None, NOON, type="alias", user_id="till", previous_id="u0"), blocked)
    assert (alias.keys, alias.doubtful, alias.nobody) == ((key("user_id", "till"),), frozenset(), True)


def test_an_alias_of_oneself_is_in_no_doubt() -> None:
    link = link_of(an_event(None, NOON, type="alias", user_id="u1", previous_id="u1"))
    assert link.doubtful == frozenset()


@pytest.mark.parametrize(
    ("value", "kind"), [("library_card:7", "library_card"), ("user_id:7", "custom"), ("a:b:c", "a")]
)
def test_a_custom_type_is_the_shop_s_own_and_none_of_ours(value: str, kind: str) -> None:
    assert kind_of(Identifier("custom", value)) == kind
