"""The console's quarantine: found by source and reason, looked at, replayed one by one and all at once."""

import re

from segue.deliveries import Delivery, Rejected
from segue.wiring.quarantine import quarantine
from tests.faults.shop import post
from tests.handlers.console_staff import as_staff
from tests.handlers.test_quarantine import mended

LOST = {"type": "track", "event": "Lost", "messageId": "m0"}


def test_with_nothing_held_back_the_page_says_so(ann):
    assert ann.get("/quarantine").reads("Nothing is held back")
    assert 'action="/console/quarantine' not in ann.body


def test_records_are_found_by_source_and_reason_with_counts(world, ann):
    post(world, LOST)
    mended(world, "m1", "m2", source="till")
    page = ann.get("/quarantine")
    told = ("Every source 3", "till 2", "web 1", "Every reason 3", "Was a bug 2", "No identifier 1", "Replay all 3")
    assert [text for text in told if not page.reads(text)] == []
    assert ann.get("/quarantine?source=till").body.count('class="held"') == 2
    assert ann.get("/quarantine?reason=no-identifier").body.count('class="held"') == 1
    assert ann.get("/quarantine?source=till&reason=no-identifier").reads("Nothing of this kind waits")


def test_one_is_shown_with_its_body_and_what_to_do(world, ann):
    post(world, LOST)
    page = ann.get(ann.get("/quarantine").find(r'href="/console(/quarantine/\w+)"'))
    told = ("No identifier", "It names nobody", "What to do", '"event": "Lost"', "segment", "route track")
    assert [text for text in told if not page.reads(text)] == []
    assert ann.get("/quarantine/nothing").status == 404


def test_one_is_replayed_or_says_that_it_still_cannot_be(world, ann):
    post(world, LOST)
    mended(world, "m1")
    ends = {}
    for form in re.findall(r'action="/console(/quarantine/\w{20,}/replay)"', ann.get("/quarantine").body):
        at = ann.get("/quarantine").post(form, {}).at.removeprefix("/console")
        page = ann.get(at)
        ends[page.find(r'<p class="notice[^>]+>([^<]+)')] = 'badge good">Replayed' in page.body
    assert ends == {
        "Replayed: 1 event stored. Profiles follow within seconds.": True,
        "Still not understood. Mend what the reason says, then replay.": False,
    }


def test_all_of_a_reason_are_replayed_with_the_outcome(world, ann):
    post(world, LOST)
    mended(world, "m1", "m2")
    at = ann.get("/quarantine?reason=was-a-bug").post("/quarantine/replay", {"reason": "was-a-bug"}).at
    page = ann.get(at.removeprefix("/console"))
    assert page.reads("2 records understood. 2 events stored.")
    assert page.reads("Nothing of this kind waits")
    at = ann.get("/quarantine").post("/quarantine/replay", {}).at
    assert ann.get(at.removeprefix("/console")).reads("1 record still not: the cause is not mended yet.")
    assert ann.get("/quarantine?state=replayed").body.count('class="held"') == 2


def test_what_was_sent_stays_text(world, ann):
    evil = b'<script>alert(1)</script>"'
    with world.aside():
        quarantine().keep(
            [Rejected(Delivery("web", "segment", evil, {"route": "<b>"}, world.clock), "bad-json", "<i>")]
        )
    page = ann.get(ann.get("/quarantine").find(r'href="/console(/quarantine/\w+)"'))
    assert [tag for tag in ("<script>alert", "<b>", "<i>") if tag in page.body] == []
    assert page.reads("alert(1)")


def test_only_administrators_replay(world):
    max_ = as_staff(world, "max")
    assert max_.get("/quarantine/x").status == 403
    assert max_.post("/quarantine/replay", {}).status == 403


def test_one_is_set_aside_with_a_reason_and_found_under_its_filter(world, ann):
    post(world, LOST)
    at = ann.get("/quarantine").find(r'href="/console(/quarantine/\w+)"')
    page = ann.get(ann.get(at).post(f"{at}/set-aside", {"why": " "}).at.removeprefix("/console"))
    assert page.reads("Say in a few words why")
    page = ann.get(ann.get(at).post(f"{at}/set-aside", {"why": "a <b>test</b>"}).at.removeprefix("/console"))
    assert page.reads("nobody waits for it any more")
    assert "a &lt;b&gt;test" in page.body
    assert "By you" in page.body
    assert ann.get("/quarantine").reads("Nothing is held back")
    assert ann.get("/quarantine?state=set-aside").body.count('class="held"') == 1
    assert ann.get("/sources/web").reads("Set aside")
    assert as_staff(world, "max").post(f"{at}/set-aside", {"why": "x"}).status == 403
