"""What there is to read about what somebody is reading up on, and what it takes."""

from dataclasses import replace

import pytest

from segue import facets
from segue.catalog.items import Item
from segue.profile.profiles import Profile
from segue.recommending.choosing import Reason
from segue.recommending.rows import Popular
from segue.recommending.served import Found
from segue.recommending.serving import Recommending
from segue.recommending.wishes import Wish
from segue.recommending.words import OF_THEM, TEXTS, worded, worded_of_them
from segue.times import HOUR
from tests.builders import NOON, an_event, an_order

READ = Wish("for_you", "content")
TAKES = Wish("researched")


def note(name, topics, products=(), **said):
    return Item("content", name, 1, {"title": name, "topics": topics, "products": [*products], **said})


LIBRARY = [
    note("autofocus", ["Cameras", "autofocus"], ["body"]),
    note("dark", ["Cameras", "Low light"], ["body", "lens"], locale="en"),
    note("dunkel", ["Cameras", "Low light"], ["body"], locale="de"),
    note("tents", ["camping"], ["tent"]),
    replace(note("gone", ["low light"]), gone=True),
]
GOODS = {name: Item("product", name, 1, {"title": name, "price": 100}) for name in ("body", "lens", "tent", "bag")}
GOODS["body"] = replace(GOODS["body"], fields={**GOODS["body"].fields, "accessories": ["bag"]})


def read(feature, seconds=60):
    said = {"feature": feature, "dwell_seconds": seconds}
    return an_event("Product Feature Viewed", NOON - HOUR, message_id=f"{feature}-{seconds}", properties=said)


def look(product, hours=1):
    said = {"product_id": product, "category": "cameras"}
    return an_event("Product Viewed", NOON - hours * HOUR, message_id=f"{product}-{hours}", properties=said)


def served(wish, *events, library=LIBRARY, goods=GOODS):
    def found(wanted):
        return Found({}, Popular(), {name: goods[name] for name in wanted.items if name in goods})

    person = Profile("a_1", facets.absorb({}, events), ("a_1",))
    return Recommending(found, library=lambda: library).serve(person, wish, NOON)


def names(found):
    return [one.item.id for one in found.shown]


def test_the_very_feature_comes_before_its_category_and_what_is_gone_or_elsewhere_is_left_out():
    found = served(READ._replace(locale="en-GB"), read("low light", 20), look("body"))
    assert names(found) == ["dark", "autofocus"]
    reasons = [worded(one.recommendation.reason, "") for one in found.shown]
    assert reasons == ["You have been reading about low light", "You have been looking at cameras"]


def test_it_is_in_the_language_of_its_reader():
    assert names(served(READ._replace(locale="de"), read("low light"))) == ["dunkel"]


def test_who_reads_nothing_is_shown_nothing_and_the_library_stays_shut():
    assert names(served(READ, library=None)) == []
    assert names(served(Wish("for_you"), read("low light"), library=None)) == []


def test_on_a_page_it_is_about_the_product():
    found = served(Wish("completes", "content", product="tent"), read("low light"))
    assert names(found) == ["tents"]
    assert worded(found.shown[0].recommendation.reason, "Ridge", "de") == "Über Ridge"


def test_what_it_takes_are_the_products_of_the_readings_and_then_what_goes_with_what_was_looked_at():
    found = served(TAKES._replace(locale="en"), read("low light"), look("body"))
    assert names(found) == ["lens", "bag"]
    first = found.shown[0]
    assert first.about is not None
    assert worded(first.recommendation.reason, first.about.fields["title"]) == "From “dark”"


def test_what_is_owned_or_sold_out_is_not_among_it():
    bought = an_order(NOON - 900 * HOUR, products=[{"product_id": "lens", "quantity": 1, "price": 1}])
    empty = {**GOODS, "body": replace(GOODS["body"], fields={"title": "body", "stock": 0, "available": False})}
    assert names(served(TAKES._replace(locale="en"), read("low light"), bought, goods=empty)) == []


@pytest.mark.parametrize("wish", [READ, TAKES])
def test_who_objects_to_profiling_is_met_by_the_page_alone(wish):
    said = {"channel": "web", "purpose": "profiling", "granted": False}
    no = an_event("Consent Updated", NOON - HOUR, properties=said)
    found = served(wish, read("low light"), no)
    assert (names(found), found.why) == ([], "objection")


def test_the_staff_are_told_of_a_customer_and_are_not_spoken_to_as_one():
    reading = Reason("reads", "", 0, "low light")
    assert worded_of_them(reading, "") == "They have been reading about low light"
    assert [text for text in OF_THEM.values() if "you" in text.casefold().split()] == []
    assert OF_THEM.keys() == TEXTS["en"].keys()
