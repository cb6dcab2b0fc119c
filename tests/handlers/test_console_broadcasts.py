"""The console's broadcasts: asked for with a count before, looked at, and cancelled midway."""

import re

import pytest

from segue.times import DAY, MINUTE
from tests.faults.shop import message, opted_out, post
from tests.handlers.announced import announced, counted
from tests.handlers.audience import with_people
from tests.handlers.console_staff import as_staff

ASKED = {"segment": "vips", "template": "news", "channel": "email", "purpose": "marketing"}


@pytest.fixture
def world(world):
    with_people(world, 3)
    return world


def made(browser, **more):
    """The page of a broadcast that was asked for and confirmed."""
    return announced(browser, ASKED | more)


def _some(page):
    """For whom the message is shown, and somebody else for whom it can be."""
    shown = page.find(r"/templates/news/mail\?person=([a-z0-9_]+)&amp;")
    return shown, page.find(r'name="reader" value="([a-z0-9_]+)"')


def test_how_many_is_told_before_anything_goes_out(world, max_):
    page = max_.get("/broadcasts/new?segment=vips").post("/broadcasts/new", ASKED | {"do": "count"})
    assert page.reads("3 people in VIPs now Would get it 3 people Left out 0 people")
    assert page.reads("Everybody in the segment was looked at just now.")
    (first, other), mark = _some(page), page.find(r'name="occasion" value="([^"]+)"')
    assert re.search(rf"/templates/news/mail\?person={first}&amp;channel=email", page.body)
    page = max_.post("/broadcasts/new", ASKED | {"reader": other, "occasion": mark})
    assert re.search(rf"/templates/news/mail\?person={other}&amp;channel=email", page.body)
    assert page.reads("Send it now")
    assert max_.get(f"/templates/news/mail?person={first}&channel=email").status == 200
    world.pass_time(MINUTE)
    assert max_.get("/broadcasts").reads("No broadcast yet")


def test_who_would_be_left_out_is_told_before_anything_goes_out(world, max_):
    post(world, opted_out(world, "o1", "u0@shop.test", userId="u0"))
    post(world, message(world, "identify", "n1", userId="n1", traits={"vip": True}))
    world.pass_time(MINUTE)
    page = max_.get("/broadcasts/new").post("/broadcasts/new", ASKED | {"do": "count"})
    assert page.reads("4 people in VIPs now Would get it 2 people Left out 2 people")
    assert page.reads("1 No address of this channel is known.")
    assert page.reads("1 The customer opted out of this kind of message.")


def test_for_whom_no_consent_is_recorded_is_told_before_anything_goes_out(world, max_):
    said = {"channel": "email", "purpose": "marketing", "granted": True}
    post(world, message(world, "track", "y1", event="Consent Updated", properties=said, userId="u0"))
    world.pass_time(MINUTE)
    told = "No consent is recorded; the policy lets it go until the customer says no."
    page = max_.get("/broadcasts/new").post("/broadcasts/new", ASKED | {"do": "count"})
    assert page.reads(f"Would get it without a yes 2 people {told}")
    page = max_.get("/broadcasts/new").post("/broadcasts/new", ASKED | {"do": "count", "purpose": "transactional"})
    assert not page.reads("No consent is recorded")


def test_a_broadcast_goes_out_and_says_to_whom(world, max_):
    to = made(max_).at.removeprefix("/console")
    assert max_.get(to).reads("It is planned.")
    world.pass_time(5 * MINUTE)
    page = max_.get(to)
    assert page.reads("Written to 3 Left out 0")
    assert max_.get("/broadcasts").reads("To VIPs, at once 3 written to")


def test_a_broadcast_that_went_out_leads_to_what_it_brought_and_one_that_did_not_leads_nowhere(world, max_):
    to = made(max_).at.removeprefix("/console")
    assert "/measures/" not in max_.get(to).body
    world.pass_time(5 * MINUTE)
    only = f"where.journey=broadcast%3A{to.removeprefix('/broadcasts/').partition('?')[0]}"
    ways = re.findall(r'href="/console(/measures/\w+\?[^"]+)"', max_.get(to).body)
    assert [one.partition("?")[2] for one in ways] == [only] * 4
    assert [max_.get(max_.get(one).at.removeprefix("/console")).status for one in ways] == [200] * 4


def test_the_form_calls_channels_what_everything_else_calls_them(max_):
    assert '<option value="inapp" >In-app</option>' in max_.get("/broadcasts/new").body


def test_a_form_that_is_sent_twice_makes_one(max_):
    asked = counted(max_, ASKED)
    first = max_.post("/broadcasts/new", asked).at
    assert first.startswith("/console/broadcasts/b_")
    assert max_.get("/broadcasts/new").post("/broadcasts/new", asked).at == first


@pytest.mark.parametrize(
    "changed",
    [
        {"segment": "open-cart"},
        {"template": "a"},
        {"purpose": "transactional"},
        {"at": "2026-01-03T09:00"},
        {"pace": "5"},
    ],
)
def test_what_differs_from_what_was_counted_is_not_sent(world, max_, changed):
    page = max_.post("/broadcasts/new", counted(max_, ASKED) | changed)
    assert page.status == 422
    assert page.reads("This is not what was counted.")
    assert not page.reads("Send it now")
    world.pass_time(5 * MINUTE)
    assert max_.get("/broadcasts").reads("No broadcast yet")


def test_what_was_never_counted_is_not_sent(max_):
    assert max_.get("/broadcasts/new").post("/broadcasts/new", ASKED | {"do": "make"}).status == 422


def test_a_form_that_is_changed_and_counted_again_makes_another(max_):
    first = counted(max_, ASKED)
    sent = max_.post("/broadcasts/new", first).at
    again = ASKED | {"template": "a", "do": "count", "occasion": first["occasion"]}
    mark = max_.get("/broadcasts/new").post("/broadcasts/new", again).find(r'name="counted" value="([^"]+)"')
    other = max_.post("/broadcasts/new", again | {"do": "make", "counted": mark}).at
    assert other != sent
    assert max_.get(other.removeprefix("/console").partition("?")[0]).status == 200


def test_the_button_says_what_it_sends(max_):
    page = max_.get("/broadcasts/new").post("/broadcasts/new", ASKED | {"do": "count"})
    assert page.reads("This button stands for what was counted: “News” to VIPs, by e-mail, at once.")


def test_nothing_is_chosen_before_somebody_chooses(max_):
    page = max_.get("/broadcasts/new")
    for name in ("segment", "template", "channel"):
        assert re.search(rf'<select [^>]*name="{name}" required><option value=""[^>]*>Choose…</option>', page.body)
        assert max_.post("/broadcasts/new", ASKED | {name: "", "do": "count"}).reads("Choose to whom it goes")


def test_a_message_goes_on_the_channels_that_it_has_a_text_for(max_):
    page = max_.get("/broadcasts/new")
    assert '<option value="news" data-channels="email"' in page.body
    assert '<option value="helpdesk"' not in page.body
    assert max_.post("/broadcasts/new", ASKED | {"channel": "sms", "do": "count"}).status == 422


def test_a_planned_one_is_cancelled_and_nothing_goes_out(world, max_):
    to = made(max_, at="2026-01-03T09:00", zone="local").at.removeprefix("/console").partition("?")[0]
    assert max_.get(to).reads("2026-01-03 at 09:00 by each person’s own clock")
    assert max_.get(f"{to}/cancel").reads("0 have been written to so far.")
    assert max_.get(f"{to}/cancel").post(f"{to}/cancel", {}).at == f"/console{to}?said=cancelled"
    world.pass_time(4 * DAY)
    page = as_staff(world, "max").get(to)
    assert page.reads("Cancelled")
    assert page.reads("by you")


@pytest.mark.parametrize(
    "wrong", [{"at": "2020-01-01T09:00"}, {"pace": "quickly"}, {"second": "news"}, {"template": "nothing"}]
)
def test_what_cannot_be_is_told_with_what_was_typed(max_, wrong):
    page = max_.get("/broadcasts/new").post("/broadcasts/new", ASKED | {"do": "count"} | wrong)
    assert page.status == 422
    assert 'role="alert"' in page.body


def test_two_messages_are_tried_first(world, max_):
    to = made(max_, template="a", second="b", share="50", after="1h", by="opened").at.removeprefix("/console")
    assert max_.get(to).reads("50 % of the people first; 1 hour later the rest gets what was opened most.")


def test_what_is_no_broadcast_is_not_there(max_):
    assert max_.get("/broadcasts/b_nothing").status == 404
