"""Every page of the console leaves its row in the audit trail where it shows or changes a customer: a walk over all of
them. A page that is in none of the lists below fails, and so does one that leaves no row."""

from collections.abc import Iterator
from typing import Any

import pytest

from segue.console.views import VIEWS
from segue.times import MINUTE
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, post
from tests.handlers.browser import Browser
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.staff_requests import LEE, Api, person
from tests.handlers.starter import whole_starter
from tests.handlers.talks import KIM, two_mails
from tests.handlers.test_messages_api import TEMPLATE
from tests.handlers.trail import entered, held_back

EMAIL = {"type": "email", "value": KIM}
CALLED = {f"{one.show.__module__.rpartition('.')[2]}.{one.show.__name__}": one for one in VIEWS if one.roles}
# (path, form) of each, in an order in which each is still possible; the first word of the name is its module.
PLAYED: dict[str, tuple[str, dict[str, str] | None]] = {
    "people.show": ("/people", None),
    "people.find": ("/people/find", {"q": "Kim"}),
    "people.show_person": ("/people/{person}", None),
    "people.show_timeline": ("/people/{person}/timeline", None),
    "whys.show": ("/people/{person}/why/open-cart", None),
    "placement_whys.show": ("/people/{person}/why/placements/home-hero", None),
    "message_whys.show": ("/people/{person}/why/messages/{message}", None),
    "message_whys.show_mail": ("/people/{person}/why/messages/{message}/mail", None),
    "handing.hand_over": ("/people/{person}/handover", {"cart": "c1"}),
    "live.show": ("/live", None),
    "inbox.show": ("/inbox", None),
    "conversing.show": ("/inbox/{talk}", None),
    "conversing.more": ("/inbox/{talk}/new", None),
    "conversing.more_beside": ("/inbox/{talk}/customer", None),
    "typed.macro": ("/inbox/{talk}/macro/sorry", None),
    "summarising.show": ("/inbox/{talk}/summary", {}),
    "answering.say": ("/inbox/{talk}/say", {"text": "On its way", "kind": "note"}),
    "answering.assign": ("/inbox/{talk}/assign", {"to": "me"}),
    "answering.snooze": ("/inbox/{talk}/snooze", {"until": "2026-01-02T09:00:00Z"}),
    "answering.sort": ("/inbox/{talk}/sort", {"topic": "Delivery", "tags": "vip"}),
    "answering.move": ("/inbox/{talk}/move", {"channel": "sms"}),
    "files.ask": ("/inbox/{talk}/upload", {"name": "plan.pdf", "type": "application/pdf", "size": "3"}),
    "handing.put_in": ("/inbox/{talk}/cart", {"cart": "c1", "by": "link"}),
    "uniting.preview": ("/inbox/{talk}/merge/{other}", None),
    "uniting.merge": ("/inbox/{talk}/merge/{other}", {}),
    "uniting.part": ("/inbox/{talk}/part/{other}", {}),
    "answering.resolve": ("/inbox/{talk}/resolve", {}),
    "answering.reopen": ("/inbox/{talk}/reopen", {}),
    "proofs.show_one": ("/templates/abandoned-cart?person={person}", None),
    "proofs.show_mail": ("/templates/abandoned-cart/mail?person={person}", None),
    "holding.show_one": ("/quarantine/{record}", None),
    "groups.show_members": ("/segments/open-cart/members", None),
    "merging.choose": ("/people/{person}/merge", None),
    "merging.preview": ("/people/{person}/merge/{lee}", None),
    "merging.merge": ("/people/{person}/merge/{lee}", {"reason": "the same card", "occasion": "once"}),
    "merging.preview_undo": ("/merges/{merge}", None),
    "requesting.ask": ("/privacy", {"sought": KIM, "reason": "asked"}),
    "casing.ask": ("/requests", {"sought": KIM, "kind": "access", "channel": "email"}),
    "casing.show_one": ("/requests/{case}", None),
    "auditing.show": ("/audit", None),
    "auditing.show_file": ("/audit/file", None),
}
UNNAMED = {"people.show", "live.show", "inbox.show", "auditing.show", "auditing.show_file"}  # lists that name nobody
UNNAMED |= {"holding.show_one"}  # whose it is nobody knows
# What another test of its own holds.
ELSEWHERE = {
    "message_whys.stop": "test_console_messages.py: enters itself",
    "merging.undo": "test_merges.py: enters itself",
    "merging.find": "leads on to the preview, which leaves its row",
    "suggesting.show": "test_console_duplicates.py",
    "suggesting.dismiss": "test_console_duplicates.py: enters itself",
    "requesting.erase": "test_audit.py: enters itself",
    "requesting.export": "test_export_requests.py: enters itself",
    "requesting.open_address": "test_erasing.py: enters itself",
    "casing.act": "test_case_pages.py: each step enters itself",
    "reconciling.show": "test_reconciling_asked.py",
    "reconciling.start": "test_reconciling_asked.py: enters itself",
    "revealing.show": "test_sensitive.py: enters itself, with the reason",
    "unsettled.show": "test_unknown_sends.py: tells of messages, and links to whoever they were for",
    "unsettled.settle": "test_unknown_sends.py: enters itself",
    "files.show": "test_console_files.py",
    "phoning.enter": "test_console_phone.py",
    "phoning.agree": "test_console_phone.py",
    "measures.show_people": "test_console_measure_pages.py",
    "fresh.show_new": "what is new on a timeline, as the timeline itself",
    "live.more": "what is new on the feed, as the feed itself",
    "inbox.more": "what is new in the inbox, as the inbox itself",
    "bringing.bring": "test_console_bringing_in.py: enters itself",
    "simulating.show_one": "whom it shows it links to",
}
# What shows no customer: the shop's own things, counts, and work of the staff's.
NOBODY = {
    "requesting.show_receipt",
    *("doors.home", "attending.back", "attending.say", "conversing.back", "answering.keep", "efforts.show"),
    *("requesting.show", "requesting.show_one", "groups.show", "groups.show_one", "journeys.show"),
    *("journeys.show_one", "simulating.show", "simulating.simulate", "bringing.show", "steering.show"),
    *("steering.steer", "broadcasting.show", "announcing.show", "announcing.announce", "broadcasting.show_one"),
    *("broadcasting.show_cancel", "broadcasting.cancel", "placing.show", "placing.show_one", "placing.find"),
    *("placing.show_markup", "arriving.show", "policies.show", "policies.find", "sending.show", "sending.pause"),
    *("sending.resume", "proofs.show", "proofs.act", "playbooks.show"),
    *("playbooks.show_new", "versions.show", "versions.show_one", "versions.show_back", "versions.go_back"),
    *("completing.show", "editing.show", "editing.change", "experimenting.show", "experimenting.refresh"),
    *("experimenting.plan", "experimenting.show_file", "experimenting.show_one", "goods.show", "goods.show_one"),
    *("measures.show", "measures.refresh", "measures.show_one", "measures.show_file", "measures.show_card"),
    *("measures.refresh_one", "modelling.show", "modelling.start", "modelling.show_one", "sourcing.show"),
    *("sourcing.show_one", "connecting.store_secret", "connecting.try_out", "importing.show", "importing.start"),
    *("keying.show", "keying.make", "keying.ask", "keying.revoke_one"),
    *("recording.show", "spending.show", "casing.show"),
    *("planning.show", "standing.show", "holding.show", "holding.replay_all", "holding.replay"),
    *("holding.set_aside", "undelivered.show", "undelivered.redrive_all", "undelivered.redrive", "doors.sign_out"),
    *("own_factor.show", "own_factor.begin", "own_factor.confirm"),
}


def test_every_page_is_in_one_of_the_lists():
    assert set(CALLED) == set(PLAYED) | set(ELSEWHERE) | NOBODY
    assert set(PLAYED) & set(ELSEWHERE) == set(PLAYED) & NOBODY == set(ELSEWHERE) & NOBODY == set()


def test_whatever_names_a_customer_in_its_way_is_not_in_the_list_of_those_that_show_nobody():
    ways = ("?P<person>", "?P<keep>", "?P<message>", "?P<merge>")
    assert not {name for name in NOBODY if any(one in CALLED[name].path for one in ways)}


Facts = dict[str, str]
Played = tuple[Browser, int, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def walked() -> Iterator[tuple[Facts, dict[str, tuple[int, str, list[dict[str, Any]]]]]]:
    """All of them opened by an administrator, each ten minutes after the other, so that each look is its own."""
    texts = {**files(), **whole_starter(), "templates/receipt.yaml": TEMPLATE}
    with pytest.MonkeyPatch.context() as patch, staffed(patch, texts) as world:
        facts = _settled(world)
        ann = as_staff(world, "ann")
        yield facts, {name: _opened(world, ann, facts, name) for name in PLAYED}


def _settled(world: World) -> Facts:
    one, other = two_mails(world)
    post(world, added(world, "m7", "c1", userId="u1"), identified(world, "m8", "u2", "lee@shop.test"))
    world.pass_time(MINUTE)
    asked = {"who": EMAIL, "template": "receipt", "channels": ["email"], "data": {"number": "1"}}
    message = Api(world).post("/v1/messages", asked)[1]["id"]
    world.pass_time(MINUTE)
    ids = {"person": person(Api(world), EMAIL)["id"], "lee": person(Api(world), LEE)["id"]}
    return {**ids, "talk": one, "other": other, "message": message, "record": held_back(world)}


def _opened(world: World, ann: Browser, facts: Facts, name: str) -> tuple[int, str, list[dict[str, Any]]]:
    world.pass_time(10 * MINUTE)
    path, form = PLAYED[name]
    if form is not None:
        ann.get("/tracking")
    if name == "merging.preview_undo":
        facts["merge"] = entered(world, "merge")[0]["evidence"]["merge"]
    if name == "casing.show_one":
        facts["case"] = entered(world, "case.opened")[0]["evidence"]["case"]
    before = {row["pk"] for row in entered(world)}
    way = path.format(**facts)
    page = ann.get(way) if form is None else ann.post(way, form)
    return page.status, page.body, [row for row in entered(world) if row["pk"] not in before]


@pytest.mark.parametrize("name", PLAYED)
def test_a_page_that_shows_or_changes_a_customer_leaves_its_row(walked, name):
    facts, answers = walked
    status, body, left = answers[name]
    assert status < 400, (name, body[-600:])
    (row,) = left
    assert (row["role"], row["client"], bool(row["action"])) == ("admin", "console", True)
    assert (facts["person"] in row["subjects"]) == (name not in UNNAMED), row
    assert KIM not in str(row)
