"""Who is one person in Snowplow's web events: collected by the real handlers, compared with what Snowplow expects.

Every difference stands here by name with the reason, and nothing else may differ:
docs/decisions/0049-stitching-compared.md.
"""

import random
from collections import Counter
from typing import Any

import pytest

from segue.clocks import SLOW
from segue.times import Millis
from tests.handlers.snowplow import DATA, Row, Seen, collected, signed_out, table, time_of, uploads

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(not DATA.is_dir(), reason="no data: the folder ../shared/data is not here"),
]

LEFT_OUT = "its models pass the event over; for us one event that names both is enough"
STITCHED = {  # (Snowplow's user of a browser, ours; "" for nobody): (browsers, why)
    ("user stitch - session: 2nd id: 10", ""): (1, "ten users of one browser: a shared device, not its last user"),
    ("consent_accel", ""): (21, "more than five browsers in a week: what is done there signed out names nobody"),
    ("", "Rotating domain_userid per session"): (2, "it lists a session's first browser alone"),
    ("", "NULL domain_sessionid"): (1, LEFT_OUT),
    ("", "NULL page_view_id"): (1, LEFT_OUT),
    ("", "late arriving: device created/sent >3 days"): (1, LEFT_OUT),
}
VIEWS = {  # page views that only we have, by user: (how many, why)
    "dupe: event_id same collector_tstamp": (1, "of two copies that came at once it drops both; it was seen once"),
    "dupe: page_view_id different derived_tstamp": (1, "two events with ids of their own are two, whatever they share"),
    "long session": (2, "it drops what comes three days after a session began; the customer was there"),
    "Unexpired session": (1, "the same, eight months later"),
    "late arriving: device created/sent >3 days": (1, "it drops what comes days late; late is not untrue"),
    "NULL page_view_id": (1, "it needs an id of the view, we need one of the event"),
}
COUNTS = {  # page views of a user as it counts them and as the profile does
    "No edge cases": (6, 4, "two sessions of nothing but pings are a view each to it"),
    "stray page ping": (2, 1, "one session of nothing but a ping is"),
    "dupe: event_id same collector_tstamp": (5, 6, "as above"),
    "dupe: page_view_id different derived_tstamp": (7, 8, "as above"),
    "long session": (2, 4, "as above"),
    "user stitch - session: 1st id: 1": (7, 1, "the other six are of the device's other users"),
}
TIMES = {  # (user, which): (how much later ours is, ms, why), of what is further off than a request may take
    ("Unexpired session", "end"): (21_081_608_473, "it drops the view eight months later"),
    ("long session", "end"): (518_525_485, "it drops the views of the last days"),
    ("user stitch - session: 1st id: 1", "end"): (-89_445_377, "the last view is another user's of the device"),
}
OUT_OF_SIGHT = {"Unexpired session": 1}  # a profile counts the days of a quarter; the ledger has the view of July


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """The file, with its three repeats."""
    return table("source/events")


@pytest.fixture(scope="module")
def seen(rows) -> Seen:
    """What became of the file."""
    return collected(uploads(rows))


@pytest.fixture(scope="module")
def both(rows) -> Seen:
    """What became of the file when everything was done signed out as well, a moment before."""
    return collected(uploads([*rows, *map(signed_out, rows)]))


@pytest.fixture(scope="module")
def device(rows) -> tuple[str, set[str]]:
    """The browser that names ten users, and they."""
    users: dict[str, set[str]] = {}
    for one in rows:
        users.setdefault(one["domain_userid"], set()).add(one["user_id"])
    return max(users.items(), key=lambda pair: len(pair[1]))


def differing(expected: dict[Any, Any], ours: dict[Any, Any], nothing: Any = "") -> dict[Any, tuple[Any, Any]]:
    """What is not the same under a name: both."""
    both = {one: (expected.get(one, nothing), ours.get(one, nothing)) for one in {**expected, **ours}}
    return {one: two for one, two in both.items() if two[0] != two[1]}


def test_each_event_is_stored_once_and_none_is_lost(rows, seen):
    repeats = len(rows) - len({one["event_id"] for one in rows})
    assert (seen.sent, len(seen.events), repeats, seen.quarantined) == (159, 156, 3, ())
    assert {one.message_id for one in seen.events} == {one["event_id"] for one in rows}
    assert seen.wrong == []


def test_each_event_counts_once_for_the_user_who_was_signed_in(rows, seen):
    done = Counter(user for user, _ in {(one["user_id"], one["event_id"]) for one in rows})
    counted = {user: seen.count(user) + OUT_OF_SIGHT.get(user, 0) for user in done}
    assert counted == done


def test_browsers_belong_to_the_users_that_snowplow_expects_but_for_those_named_here(rows, seen):
    expected = {one["domain_userid"]: one["stitched_user_id"] for one in table("expected/sessions_expected")}
    expected |= {one["DOMAIN_USERID"]: one["USER_ID"] for one in table("expected/consent_users_expected")}
    users = {seen.people[one["user_id"]].id: one["user_id"] for one in rows}
    browsers = {one["domain_userid"] for one in rows} - {""}
    ours = {one: users.get(seen.people[one].id, "") for one in browsers}
    assert len(browsers) == 42
    assert Counter(differing(expected, ours).values()) == {two: how_many for two, (how_many, _) in STITCHED.items()}


def test_a_browser_of_ten_users_is_a_device_and_they_are_ten_people_with_what_each_did(device, rows, seen):
    browser, users = device
    assert len(users) == 10
    assert seen.people[browser].shared
    assert seen.count(browser) == 0
    assert {frozenset({one}) for one in (browser, *users)} <= seen.partition
    own = {one: sorted(row["event_id"] for row in rows if row["user_id"] == one) for one in users}
    assert {one: seen.ids(one) for one in users} == own
    assert {one: seen.apart[one] for one in (browser, *users)} == {one: {"shared"} for one in (browser, *users)}


def test_what_was_done_signed_out_on_the_shared_device_is_nobody_s(device, both):
    browser, users = device
    assert both.people[browser].shared
    assert len(both.ids(browser)) == both.count(browser) == 10
    assert all(one.startswith("out-") for one in both.ids(browser))
    assert not [one for user in users for one in both.ids(user) if one.startswith("out-")]


def test_of_many_browsers_in_a_week_the_first_five_are_the_user_s(rows, seen, both):
    mine = [one for one in rows if one["user_id"] == "consent_accel"]
    came = list(dict.fromkeys(one["domain_userid"] for one in sorted(mine, key=lambda one: one["derived_tstamp"])))
    assert frozenset({"consent_accel", *came[:5]}) in seen.partition
    assert [seen.apart[one] for one in came[5:]] == [{"limit anonymous_id"}] * 21
    assert seen.count("consent_accel") == len(mine) == 65
    within = sum(one["domain_userid"] in came[:5] for one in mine)
    assert (both.count("consent_accel"), within) == (65 + within, 13)
    assert sum(both.count(one) for one in came[5:]) == 65 - within


def test_what_was_done_signed_out_is_the_user_s_who_signed_in(rows, both):
    signed_in = {"No edge cases", "Rotating domain_userid per session", "dupe: event_id same collector_tstamp"}
    for user in signed_in:
        own = {one["event_id"] for one in rows if one["user_id"] == user}
        assert both.ids(user) == sorted(own | {f"out-{one}" for one in own})


def test_an_event_that_names_nobody_is_kept_in_quarantine_and_nothing_is_lost(both):
    repeats = 2 * 3
    assert both.quarantined == ("no-identifier",)  # NULL domain_userid, signed out
    assert len(both.events) + repeats + len(both.quarantined) == both.sent == 2 * 159
    assert both.wrong == []


def test_every_page_view_that_snowplow_counts_is_one_and_the_others_are_named_here(seen):
    expected = {one["event_id"] for one in table("expected/page_views_expected")}
    ours = {one.message_id: one.user_id for one in seen.events if one.type == "page"}
    assert expected <= ours.keys()
    assert Counter(user for one, user in ours.items() if one not in expected) == {
        user: how_many for user, (how_many, _) in VIEWS.items()
    }


def test_users_have_as_many_page_views_as_snowplow_expects_but_for_those_named_here(seen):
    expected = {one["user_id"]: int(one["page_views"]) for one in table("expected/users_expected")}
    ours = {user: seen.count(user, "viewed") for user in expected}
    assert differing(expected, ours) == {user: (its, mine) for user, (its, mine, _) in COUNTS.items()}


def test_users_came_first_and_last_when_snowplow_expects_but_for_those_named_here(seen):
    later: dict[tuple[str, str], Millis] = {}
    for one in table("expected/users_expected"):
        read = [event for event in seen.of(one["user_id"]) if event.type == "page" or event.event == "Page Ping"]
        times = [event.timestamp for event in read]
        later[one["user_id"], "start"] = min(times) - time_of(one["start_tstamp"])
        later[one["user_id"], "end"] = max(times) - time_of(one["end_tstamp"])
    assert len(later) == 2 * 11
    assert {one: by for one, by in later.items() if abs(by) > SLOW} == {one: by for one, (by, _) in TIMES.items()}


def facets_of(seen):
    """Without the seconds of `activity`: an id that comes with two times has that of the first delivery; and without
    the moments of `names`: what a page tells counts from when it came."""
    return {
        one: {name: value for name, value in found.facets.items() if name not in ("activity", "names")}
        for one, found in seen.people.items()
    }


@pytest.mark.parametrize("order", ["backwards", "shuffled"])
def test_in_any_order_they_are_the_same_people(order, rows, both):
    sent = uploads([*rows, *map(signed_out, rows)])
    again = collected(sent[::-1] if order == "backwards" else random.Random(49).sample(sent, len(sent)))
    assert again.partition == both.partition
    assert again.apart == both.apart
    assert facets_of(again) == facets_of(both)
