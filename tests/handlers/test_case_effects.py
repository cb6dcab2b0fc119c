"""What restriction and objection do: nothing is used, or nothing is sold; also after a merge; lifted again."""

import json

import pytest

from segue.aws.ledger import key_of
from segue.contact_points import Claim
from segue.errors import Refused
from segue.identifiers import Identifier
from segue.times import HOUR, MINUTE
from segue.wiring.people import profiles
from segue.wiring.tables import contact_points
from tests.faults.shop import added, identified, ordered, post
from tests.faults.shop import put_in_force as apply
from tests.handlers.erased import places
from tests.handlers.exported import data, text
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files
from tests.handlers.test_cases_api import CASES, KIM, did, opened
from tests.handlers.test_decide import asked
from tests.handlers.test_messages_api import BODY, TEMPLATE
from tests.handlers.test_sending import abandon, the_messages


@pytest.fixture
def world():
    with started() as made:
        yield made


@pytest.fixture
def pia(world) -> Api:
    return Api(world, "privacy", "privacy")


def kim(world, user: str = "u1"):
    with world.aside():
        found = profiles().read(key_of(Identifier("user_id", user)))
    assert found
    return found


def put_in_force(world, pia: Api, kind: str, **said):
    made = opened(pia, kind)
    did(pia, made, "work", said)
    world.pass_time(MINUTE)
    return made


def here(world) -> None:
    post(world, identified(world, "m1", "u1", KIM, anonymousId="a1"), added(world, "m2", anonymousId="a1"))
    world.pass_time(MINUTE)


def test_who_is_restricted_is_in_no_segment_in_no_journey_and_shown_what_a_stranger_is(world, pia) -> None:
    here(world)
    assert asked(world, anonymousId="a1")[1]["segments"] == ["open-cart"]
    put_in_force(world, pia, "restriction")
    assert kim(world).restricted
    assert asked(world, anonymousId="a1")[1]["segments"] == []
    world.pass_time(4 * HOUR)
    person = Api(world).get(f"/v1/people/{kim(world).id}")[1]
    assert (person["segments"], person["traits"]["firstName"]) == ([], "Kim")
    assert Api(world).get(f"/v1/people/{kim(world).id}/journeys")[1]["items"] == []
    assert world.region.mailbox.mails == []


def test_a_message_that_waits_already_is_not_sent_and_says_why(world, pia) -> None:
    abandon(world)
    put_in_force(world, pia, "restriction")
    wish = {"who": {"type": "email", "value": KIM}, "template": "abandoned-cart", "channels": ["email"]}
    status, message = Api(world, "marketer").post("/v1/messages", wish)
    assert status == 201, message
    world.pass_time(MINUTE)
    assert [(one.state, one.reasons) for one in the_messages(world) if one.id == message["id"]] == [
        ("dropped", ("restricted",))
    ]
    assert len(world.region.mailbox.mails) == 1


def test_the_claim_of_an_address_itself_refuses_also_where_the_profile_was_read_before(world, pia) -> None:
    here(world)
    put_in_force(world, pia, "restriction")
    with world.aside():
        point = key_of(Identifier("email", KIM))
        with pytest.raises(Refused, match="restricted"):
            contact_points().claim(point, Claim("m_1", "transactional", False, "x"), world.clock)
        contact_points().claim(point, Claim("m_1", "transactional", False, "x", needed=True), world.clock)


def lee_was_restricted(world, pia: Api) -> None:
    """And is not any more."""
    post(world, identified(world, "m7", "u2", "lee@shop.test"))
    world.pass_time(MINUTE)
    said = {"identifier": {"type": "user_id", "value": "u2"}, "kind": "restriction", "channel": "letter"}
    lee = pia.post(CASES, said)[1]
    did(pia, lee, "work")
    world.pass_time(MINUTE)
    did(pia, lee, "lift", {"reason": "settled"})
    world.pass_time(MINUTE)


def test_a_restriction_holds_after_a_merge_with_somebody_who_was_lifted_later(world, pia) -> None:
    here(world)
    put_in_force(world, pia, "restriction")
    lee_was_restricted(world, pia)
    assert (kim(world).restricted, kim(world, "u2").restricted) == (True, False)
    both = {"keep": {"type": "user_id", "value": "u2"}, "absorb": {"type": "user_id", "value": "u1"}, "reason": "same"}
    assert Api(world).post("/v1/merges", both)[0] == 201
    world.pass_time(MINUTE)
    assert kim(world).restricted


@pytest.mark.parametrize(("listed", "state"), [("[receipt]", "sent"), ("[]", "dropped")])
def test_a_template_that_the_law_wants_goes_out_where_a_program_sends_it(world, pia, listed, state) -> None:
    more = {"templates/receipt.yaml": TEMPLATE, "policies/privacy.yaml": f"still_sent: {listed}\n"}
    apply(world, {**starter_files(), **more})
    here(world)
    put_in_force(world, pia, "restriction")
    assert Api(world).post("/v1/messages", BODY)[0] == 201
    world.pass_time(MINUTE)
    (one,) = the_messages(world)
    assert (one.state, one.reasons) == (state, () if state == "sent" else ("restricted",))


def test_what_is_lifted_is_used_again(world, pia) -> None:
    here(world)
    made = put_in_force(world, pia, "restriction")
    did(pia, made, "lift", {"reason": "it was right after all"})
    world.pass_time(MINUTE)
    assert not kim(world).restricted
    assert asked(world, anonymousId="a1")[1]["segments"] == ["open-cart"]
    world.pass_time(4 * HOUR)
    assert len(world.region.mailbox.mails) == 1


def test_an_objection_ends_marketing_everywhere_and_profiling_and_they_are_still_served(world, pia) -> None:
    here(world)
    put_in_force(world, pia, "objection")
    profile = kim(world)
    assert profile.objects_to_profiling
    assert all(profile.denies(channel, "marketing", "") for channel in ("email", "sms", "push", "inapp"))
    assert not profile.restricted
    assert asked(world, anonymousId="a1")[1]["segments"] == ["open-cart"]
    world.pass_time(4 * HOUR)
    assert world.region.mailbox.mails == []


def test_an_objection_may_be_to_profiling_alone(world, pia) -> None:
    here(world)
    put_in_force(world, pia, "objection", to=["profiling"])
    assert kim(world).objects_to_profiling
    world.pass_time(4 * HOUR)
    assert len(world.region.mailbox.mails) == 1


def test_an_order_of_who_is_restricted_is_kept_and_asks_for_no_review(world, pia) -> None:
    here(world)
    put_in_force(world, pia, "restriction")
    post(world, ordered(world, "m9", userId="u1"))
    world.pass_time(MINUTE)
    assert len(kim(world).orders) == 1
    assert Api(world).get(f"/v1/people/{kim(world).id}/journeys")[1]["items"] == []


def test_an_access_begins_one_export_in_which_the_case_itself_stands_without_who_did_it(world, pia) -> None:
    here(world)
    made = opened(pia, "access")
    did(pia, made, "verification", {"otherwise": "showed an identity card"})
    begun = did(pia, made, "work", key="k1")
    assert did(pia, made, "work", key="k1") == begun
    (export,) = begun["requests"]
    world.pass_time(5 * MINUTE)
    status, done = pia.get(f"/v1/privacy/requests/{export}")
    assert (status, done["state"], done["kind"]) == (200, "done", "export")
    whole = data(world, done)
    assert KIM in text(world, done)
    (told,) = [one["data"] for one in whole["records"]["requests"] if one["kind"] == "privacy_case"]
    assert (told["id"], told["asks_for"]) == (made["id"], "access")
    assert "privacy-1" not in json.dumps(told)


def test_an_erasure_leaves_of_its_case_that_it_was_answered_and_nothing_of_whom(world, pia) -> None:
    here(world)
    other = opened(pia, "access", reason="wants canary-words")
    made = opened(pia, "erasure")
    did(pia, made, "verification", {"otherwise": "canary-words on the telephone"})
    (erasure,) = did(pia, made, "work")["requests"]
    world.pass_time(10 * MINUTE)
    assert pia.get(f"/v1/privacy/requests/{erasure}")[1]["state"] == "done"
    did(pia, made, "answer", {"reason": "told by letter"})
    for one in (made, other):
        left = pia.get(f"{CASES}/{one['id']}")[1]
        assert (left["person"], left["reason"], left["channel"]) == ("", "", "")
    assert places(world, "canary-words") == []
    assert pia.post(f"{CASES}/{other['id']}/verification", {})[0] == 400
