"""What people tell models, how runs go on, and how recommendations are judged."""

from dataclasses import replace

import pytest

from segue import facets, touring
from segue.catalog.items import Item
from segue.models import gathering, judging
from segue.models.gathering import Gathering, one_in, people_in
from segue.models.judging import cut_of, judged
from segue.models.recommendations import known_by
from segue.models.runs import FEWEST, STAGES, Run, run_of
from segue.models.runs import row_of as run_row
from segue.models.told import seeds, seeds_in, told_of
from segue.profile.profiles import Profile
from segue.recommending.seeds import Seed
from segue.staging import STUCK
from segue.times import DAY, HOUR, MINUTE, SECOND
from tests.builders import NOON, an_add, an_event, an_order

RUN = Run("run_1", NOON, "kim")


def somebody(*events, **said):
    return Profile("p1", facets.absorb({}, events), ("i1",), **said)


def an_order_of(product, at=NOON, order="o1"):
    lines = [{"product_id": product, "name": product, "price": 1.0, "quantity": 1}]
    return an_order(at, order, products=lines)


def a_look(product, at=NOON):
    return an_event("Product Viewed", at, properties={"product_id": product})


def a_no(purpose, channel="web", at=NOON, granted=False):
    said = {"channel": channel, "purpose": purpose, "granted": granted}
    return an_event("Consent Updated", at, properties=said, message_id=f"c{at}{channel}{granted}")


def test_an_order_is_no_look_and_a_look_before_it_is_one():
    person = somebody(a_look("kettle", NOON - HOUR), an_order_of("kettle"))
    assert seeds(person) == [["kettle", "bought", NOON], ["kettle", "viewed", NOON - HOUR]]


def test_what_is_in_a_cart_counts_from_when_it_was_touched():
    person = somebody(an_add(NOON - DAY, "tent", cart_id="c1"))
    assert ["tent", "carted", NOON - DAY] in seeds(person)


def test_a_cancelled_order_and_a_product_that_is_called_like_content_tell_nothing():
    cancelled = an_event("Order Cancelled", NOON + MINUTE, properties={"order_id": "o1"})
    person = somebody(an_order_of("kettle"), cancelled, an_order_of("content:x", order="o2"))
    assert [one for one in seeds(person) if one[1] == "bought"] == []


def test_whoever_did_nothing_tells_nothing_and_what_is_told_is_read_again():
    assert told_of(somebody()) == {}
    assert seeds_in(told_of(somebody(a_look("kettle")))) == [Seed("kettle", "viewed", NOON)]


@pytest.mark.parametrize("channel", ["web", "email", "any"])
def test_a_no_to_profiling_on_any_channel_is_an_objection_until_it_is_taken_back(channel):
    assert somebody(a_no("profiling", channel)).objects_to_profiling
    back = a_no("profiling", channel, NOON + HOUR, granted=True)
    assert not somebody(a_no("profiling", channel), back).objects_to_profiling


def test_a_no_to_marketing_is_none_to_profiling():
    assert not somebody(a_no("marketing", "email")).objects_to_profiling
    assert not somebody().objects_to_profiling


class Kept(dict):
    """Parts in memory."""

    def keep(self, run, number, told):
        self[number] = told

    def read(self, run, numbers):
        return (self[one] for one in numbers)


class Pages:
    """One part of these pages."""

    def __init__(self, *pages):
        self.pages = pages

    def read(self, part, after):
        place = int(after or 0)
        return [*self.pages[place]], str(place + 1) if place + 1 < len(self.pages) else None


def test_pages_are_counted_and_who_objects_or_is_nobody_is_left_out():
    willing, till = somebody(a_look("kettle")), somebody(a_look("mug"), shared=True)
    crowd = Pages([willing, somebody(a_look("tin"), a_no("profiling")), till], [somebody()], [willing])
    parts, run = Kept(), RUN
    stage = Gathering(crowd, parts)
    for _ in crowd.pages:
        run = stage.page(run)
    assert (run.people, run.objecting, run.interactions, run.pages, run.part) == (5, 1, 2, 2, 1)
    assert list(people_in(parts, run)()) == [(0, seeds_in(told_of(willing))), (1, seeds_in(told_of(willing)))]


def test_of_more_than_there_is_room_for_one_in_so_many_is_learned_from(monkeypatch):
    monkeypatch.setattr(gathering, "MOST", 3)
    parts = Kept({0: [{"seeds": [["kettle", "viewed", one]]} for one in range(7)]})
    run = replace(RUN, pages=1, interactions=7)
    assert (one_in(run), one_in(RUN)) == (3, 1)
    assert [number for number, _ in people_in(parts, run)()] == [0, 3, 6]


def test_a_run_goes_through_all_stages_and_its_row_through_a_table():
    run, last, seen = RUN, RUN, []
    while run:
        seen.append((run.stage, run.percent, run.step))
        last, run = run, run.onward
    assert [stage for stage, _, _ in seen] == [*STAGES]
    assert [step for _, _, step in seen] == [*range(len(STAGES))]
    assert last.finished_stage().part == touring.PARTS
    assert run_of(run_row(last)) == replace(last, version=1)


def test_a_run_answers_while_it_goes_on_and_whoever_asks_again():
    run = replace(RUN, occasion="mine")
    assert run.answers("other", NOON + STUCK - 1)
    assert not run.answers("other", NOON + STUCK)
    assert not replace(run, state="done").answers("other", NOON)
    assert replace(run, state="done").answers("mine", NOON + STUCK)


def test_content_takes_topics_and_the_categories_of_its_products():
    tent = Item("product", "tent", 1, {"title": "Ridge", "categories": ["Camping"], "description": "long"})
    guide = Item("content", "g", 1, {"title": "Sleep well", "topics": ["outdoors"], "products": ["tent", "none"]})
    found = known_by([guide, tent, Item("product", "old", 1, {}, gone=True)])
    assert set(found) == {"tent", "content:g"}
    assert found["content:g"].fields["categories"] == ["outdoors", "Camping"]
    assert "description" not in found["tent"].fields


def crowd(people):
    """Pairs of ten: whoever looks at an even product comes back for the one beside it."""
    for one in range(people):
        product = 2 * (one % 10)
        yield (
            one,
            [Seed(f"p{product}", "viewed", NOON), Seed(f"p{product + 1}", "viewed", NOON + DAY * (one // 10 % 2))],
        )


def test_what_the_last_day_brought_is_foreseen_better_than_by_what_sells():
    found = judged(lambda: crowd(400), {})
    assert found["people"] == 200
    assert found["popular"] < found["hits"] == 200


def test_what_comes_back_within_the_first_visit_counts_and_later_ones_do_not():
    day = NOON // DAY * DAY
    seen = [
        Seed("a", "viewed", day - DAY),
        *(Seed(one, "viewed", day + at) for one, at in (("b", 0), ("a", 1), ("c", HOUR))),
    ]
    (question,) = judging._question(seen, day)
    assert (question.new, question.moment, [one.product for one in question.before]) == ({"b"}, day, ["a"])


def test_too_few_who_come_back_are_not_judged_by():
    assert judged(lambda: crowd(2 * FEWEST - 10), {}) == {"people": FEWEST - 10}
    assert judged(lambda: (), {}) == {"people": 0}


def test_at_least_a_tenth_is_held_out():
    people = [(0, [Seed("a", "viewed", NOON + place * DAY + SECOND) for place in range(20)])]
    assert cut_of(people) == (NOON // DAY + 18) * DAY
