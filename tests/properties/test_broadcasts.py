"""Broadcasts: chance is the same every time and fair, and each person is written to once whatever the paging."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.broadcasts import fanning
from segue.broadcasts.choosing import point, tries, variant_of
from segue.broadcasts.definitions import Trial, Variant
from segue.occasions import due, moment, wall, zone_of
from segue.times import DAY, HOUR
from tests.builders import NOON
from tests.examples import examples
from tests.fake_broadcasts import Around, a_broadcast, a_person

ZONES = ("", "Asia/Tokyo", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu")
PEOPLE = [a_person(one, ZONES[one % len(ZONES)]) for one in range(24)]
shares = st.lists(st.integers(1, 99), min_size=2, max_size=5).filter(lambda one: sum(one) < 100)


@given(shares, st.integers(1, 99), st.text(max_size=8))
@settings(deadline=None, max_examples=examples(20))
def test_variants_get_their_share_and_an_address_always_the_same(given, share, run) -> None:
    variants = tuple(Variant(f"t{place}", one) for place, one in enumerate([*given, 100 - sum(given)]))
    broadcast = a_broadcast(variants=variants, trial=Trial(share, HOUR, "clicked"), id=f"b_{run}")
    addresses = [f"e_{one}" for one in range(4000)]
    found = Counter(variant_of(broadcast, 1, one) for one in addresses)
    assert all(abs(found[one.template] / 40 - one.share) < 5 for one in variants)
    assert abs(sum(tries(broadcast, 1, one) for one in addresses) / 40 - share) < 5
    assert found == Counter(variant_of(broadcast, 1, one) for one in reversed(addresses))


@given(st.integers(1, 30), st.integers(0, 600), st.booleans(), st.booleans(), st.integers(0, 23))
@settings(deadline=None, max_examples=examples(30))
def test_each_person_gets_one_message_whatever_the_pages_the_pace_and_the_waves(most, pace, local, tried, hour) -> None:
    variants = (Variant("a", 30), Variant("b", 70))
    when = {"at": f"2026-12-01T{hour:02}:00", "zone": "local"} if local else {}
    trial = Trial(30, HOUR, "opened") if tried else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fanning, "PAGE", most)
        around = Around().started(a_broadcast(variants=variants, trial=trial, pace=pace, **when), PEOPLE)
        around.until(NOON + 20 * DAY)
    assert sorted(one.person for one in around.messages.values()) == sorted(one.id for one in PEOPLE)
    assert sum(around.saved[1].reached.values()) == len(PEOPLE)


@given(st.sampled_from(ZONES[1:]), st.integers(-400, 400), st.integers(0, 1439))
@settings(deadline=None)
def test_a_time_that_is_due_is_not_before_it_may_be_and_less_than_two_days_after(zone, days, minute) -> None:
    at, there = wall(f"2026-06-15T{minute // 60:02}:{minute % 60:02}"), zone_of(zone)
    assert there
    not_before = moment(at, there) + days * DAY + point(zone, minute) * 8000
    found = due(at, there, not_before)
    assert found >= not_before
    assert days < 0 or found - not_before <= DAY + HOUR
