"""What came of messages: by channel and hour of the customer's week, machines apart."""

import pytest

from segue import facets
from segue.events import Event
from segue.facets import engagement
from segue.facets.registers import short
from segue.profile.profiles import Profile
from segue.profile.rhythm import hours_of
from segue.times import DAY, HOUR, SECOND, to_text
from tests.builders import NOON, an_event, an_identify, an_order  # NOON is a Sunday

SUNDAY_NOON = 6 * 24 + 12
BROWSER = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"


def an_opening(at: int = NOON, agent: str = BROWSER, name: str = "Email Opened", **said: object) -> Event:
    return an_event(name, at, channel="email", context={"userAgent": agent}, properties={"message_id": "m", **said})


def a_click(at: int = NOON, link: str = "https://shop.example/a", **said: object) -> Event:
    return an_opening(at, name="Email Link Clicked", **{"link_url": link, "message_id": "m", **said})


def a_person(*events: Event) -> Profile:
    return Profile("u_1", facets.absorb({}, events), ("u_1",))


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        (BROWSER, "opened"),
        ("", "opened"),
        ("Mozilla/5.0", "machine_opened"),
        ("Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)", "machine_opened"),
        ("YahooMailProxy; https://help.yahoo.com/", "machine_opened"),
        ("Barracuda Sentinel (EE)", "machine_opened"),
        ("python-requests/2.31", "machine_opened"),
    ],
)
def test_an_opening_by_a_machine_is_counted_apart(agent: str, kind: str) -> None:
    assert [row["kind"] for row in a_person(an_opening(agent=agent)).told("engagement")] == [kind]


@pytest.mark.parametrize(
    ("name", "said", "channel"),
    [
        ("Message Read", "inapp", "inapp"),
        ("Message Link Clicked", "inapp", "inapp"),
        ("Message Read", "sms", "web"),
        ("Message Read", None, "web"),
        ("Push Notification Tapped", "inapp", "push"),
    ],
)
def test_what_a_site_tells_of_its_inbox_counts_for_the_inbox(name: str, said: str | None, channel: str) -> None:
    told = an_event(name, NOON, channel="web", properties={"message_id": "u_1_m", "channel": said})
    assert [row["channel"] for row in a_person(told).told("engagement")] == [channel]


@pytest.mark.parametrize(("after", "kind"), [(3, "machine_opened"), (60, "opened")])
def test_nobody_opens_a_mail_within_seconds_of_its_delivery(after: int, kind: str) -> None:
    opened = an_opening(NOON + after * SECOND, sent_at=to_text(NOON))
    assert [row["kind"] for row in a_person(opened).told("engagement")] == [kind]


def test_a_gateway_that_follows_every_link_is_no_customer() -> None:
    links = [a_click(NOON + place * 200, f"https://shop.example/{place}") for place in range(4)]
    person = a_person(*links, a_click(NOON + HOUR))
    assert {row["kind"]: row["count"] for row in person.told("engagement")} == {"clicked": 1, "scanned": 4}
    assert (person.channels["email"]["clicked"], person.channels["email"]["scanned"]) == (1, 4)
    hours = hours_of(person.facets["engagement"], "email", "")
    assert hours["clicked"] == {SUNDAY_NOON + 1: 1}


def test_links_of_two_mails_in_one_second_are_no_gateway_s() -> None:
    clicks = a_click(NOON), a_click(NOON + 200, "https://shop.example/b", message_id="m2")
    assert a_person(*clicks).channels["email"]["clicked"] == 2


def test_two_clicks_on_one_link_in_a_second_are_a_hasty_finger() -> None:
    person = a_person(a_click(NOON), an_opening(NOON), a_click(NOON + 400))
    assert person.channels["email"]["clicked"] == 2


@pytest.mark.parametrize(("zone", "hour"), [("", 12), ("Europe/Paris", 13), ("Asia/Tokyo", 21), ("No/Where", 12)])
def test_hours_are_those_of_the_customer_s_week(zone: str, hour: int) -> None:
    person = a_person(an_opening(), an_identify(NOON, timezone=zone))
    (best,) = person.channels["email"]["best_hours"]
    assert (best["day"], best["hour"], best["count"]) == ("Sunday", hour, 1)


def test_the_time_zone_that_an_event_names_counts_before_the_customer_s() -> None:
    tapped = an_event("Push Notification Tapped", NOON, channel="mobile", context={"timezone": "Asia/Tokyo"})
    person = a_person(tapped, an_identify(NOON + 1, timezone="Europe/Paris"))
    assert person.channels["push"]["best_hours"][0]["hour"] == 21


def test_summer_and_winter_are_told_apart() -> None:
    summer = NOON - 140 * DAY
    person = a_person(an_opening(), an_opening(summer), an_identify(timezone="Europe/Paris"))
    assert {slot % 24 for slot in hours_of(person.facets["engagement"], "email", "Europe/Paris")["opened"]} == {13, 14}


def test_an_order_within_days_of_a_click_is_bought_after_it() -> None:
    orders = an_order(NOON + DAY, "o1"), an_order(NOON + 30 * DAY, "o2"), an_order(NOON - 1, "o3")
    assert a_person(a_click(), *orders).channels["email"]["bought_after"] == 1


def test_what_is_older_than_the_window_is_dropped_whole() -> None:
    person = a_person(an_opening(NOON - 93 * DAY), an_opening(NOON - 92 * DAY), an_opening())
    assert [row["day"] for row in person.told("engagement")] == [to_text(NOON)[:10], to_text(NOON - 92 * DAY)[:10]]


@pytest.mark.parametrize(
    ("called", "channel", "key"),
    [
        ("Email Sent", "email", "email.sent"),
        ("Email Replied", "web", "email.replied"),
        ("SMS Link Clicked", "server", "sms.clicked"),
        ("Push Notification Tapped", "mobile", "push.clicked"),
        ("Unsubscribed", "web", "email.unsubscribed"),
        ("Message Read", "whatsapp", "whatsapp.opened"),
        ("Product Viewed", "web", "web.viewed"),
        ("Logged In", "app", "app.acted"),
        (None, "web", "web.viewed"),
    ],
)
def test_what_happened_counts_once_for_its_day_and_channel(called: str | None, channel: str, key: str) -> None:
    assert engagement.of(an_event(called, channel=channel))["d"] == {NOON // DAY: {key: 1}}


def test_a_screen_is_viewed_and_an_identify_call_is_an_act() -> None:
    kinds = [engagement.of(an_event(None, type=kind))["d"][NOON // DAY] for kind in ("screen", "identify")]
    assert kinds == [{"web.viewed": 1}, {"web.acted": 1}]


@pytest.mark.parametrize(
    ("called", "hourly"), [("Email Delivered", True), ("Email Sent", False), ("Email Bounced", False)]
)
def test_hours_are_counted_of_what_tells_when_somebody_reads(called: str, hourly: bool) -> None:
    event = an_event(called, context={"timezone": "Europe/Paris"})
    key = f"email.{engagement.KINDS[called]}.{SUNDAY_NOON}.Europe/Paris"
    assert engagement.of(event)["h"] == ({NOON // DAY // 28: {key: 1}} if hourly else {})


@pytest.mark.parametrize(
    ("said", "message", "link"),
    [
        ({"message_id": "m", "provider_message_id": "p", "link_url": "u", "link_id": "i"}, "m", "u"),
        ({"provider_message_id": "p", "email_id": "e", "link_id": "i", "url": "x"}, "p", "i"),
        ({"email_id": "e", "url": "x"}, "e", "x"),
        ({"email_id": "e" * 300, "url": "x" * 2100}, "e" * 200, "x" * 2000),
    ],
)
def test_a_click_is_kept_with_its_message_and_link(said: dict[str, str], message: str, link: str) -> None:
    event = an_event("Email Link Clicked", context={"timezone": "Z" * 50}, properties=said)
    click = [NOON, short(event.message_id), "email", "Z" * 40, short(message) >> 8, short(link) >> 8]
    assert engagement.of(event)["c"] == [click]
    assert engagement.of(an_opening())["c"] == []


def test_rows_are_told_newest_day_first_without_zeros() -> None:
    links = [a_click(NOON + place, f"https://shop.example/{place}") for place in range(2)]
    rows = a_person(*links, an_opening(NOON - DAY), an_order(NOON)).told("engagement")
    assert [tuple(one.values()) for one in rows] == [
        ("2026-11-22", "email", "scanned", 2),
        ("2026-11-22", "web", "acted", 1),
        ("2026-11-21", "email", "opened", 1),
    ]
    assert list(rows[0]) == ["day", "channel", "kind", "count"]


def test_a_click_of_a_day_that_fell_out_is_not_taken_from_another() -> None:
    gone = {
        "d": {NOON // DAY: {"email.clicked": 1}},
        "h": {},
        "c": [[1, 1, "email", "", 1, 1], [2, 1, "email", "", 1, 2]],
    }
    assert [one["kind"] for one in engagement.read(gone)] == ["clicked"]
    assert engagement.clicks(gone) == []
    assert (engagement.read({}), engagement.clicks({}), engagement.scanned({})) == ([], [], [])


def test_the_week_begins_on_monday_at_midnight() -> None:
    monday = NOON + 12 * HOUR
    assert [engagement.hour_of_week(monday + one) for one in (-1, 0, HOUR, 7 * DAY)] == [167, 0, 1, 0]


def test_the_last_clicks_and_whole_blocks_stay() -> None:
    old = an_opening(NOON - 7 * 28 * DAY)
    value = a_person(old, *(a_click(NOON + n * HOUR) for n in range(30))).facets["engagement"]
    assert len(value["c"]) == 24
    assert list(value["h"]) == [NOON // DAY // 28]
    assert engagement.add({}, {}) == {}
