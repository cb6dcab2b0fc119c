"""Whether a message may go out now and on which way, and the words for why not."""

from dataclasses import replace

import pytest

from segue import facets
from segue.contact_points import ContactPoint, mark
from segue.messages import Message, message_id, person_of
from segue.messaging.deciding import decide
from segue.messaging.policies import Policy
from segue.messaging.reasons import Reason, explained
from segue.messaging.ways import Ask, Way
from segue.profile.profiles import Profile
from segue.times import DAY, to_text
from tests.builders import NOON, an_event, an_identify

KIM, OLD = "kim@shop.test", "old@shop.test"
PERSON = Profile("u_1", facets.absorb({}, [an_identify(NOON, email=KIM)]), ("u_1",))
DENIED = an_event("Consent Updated", user_id="u1", properties={"granted": False, "email": KIM})
NO = replace(PERSON, facets=facets.absorb({}, [DENIED]))
AWAY = {"marketing_paused_until": to_text(NOON + 3 * DAY)}
QUIET = Profile("u_1", facets.absorb({}, [an_identify(NOON, email=KIM, **AWAY)]), ("u_1",))
MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "email", "marketing", NOON, channels=("email",))
ASKS, ASKS_NOT = Policy(), Policy(consent={"email/marketing": "until-opt-out"})
POINT = ContactPoint("e_1")
BOUNCED, OPTED_OUT = ContactPoint("e_1", "bounce"), ContactPoint("e_1", denied={"marketing": NOON})


def asked(person: Profile | None, *points: ContactPoint, over: str = "") -> Ask:
    """The question of whether the message may go to these addresses of the person, the best first."""
    values = dict(zip([one.key for one in points], (KIM, OLD), strict=False))
    ways = tuple(Way("email", one.key, values[one.key], one) for one in points)
    return Ask(MESSAGE, person, ways, over=over)


@pytest.mark.parametrize(
    ("ask", "policy", "words"),
    [
        (asked(PERSON, POINT), ASKS_NOT, ()),
        (asked(PERSON, POINT), ASKS, ("no-consent",)),
        (asked(PERSON, BOUNCED), ASKS_NOT, ("suppressed-bounce",)),
        (asked(PERSON, OPTED_OUT), ASKS_NOT, ("opted-out",)),
        (asked(NO, BOUNCED), ASKS_NOT, ("suppressed-bounce",)),
        (asked(NO, POINT), ASKS_NOT, ("opted-out",)),
        (asked(PERSON, BOUNCED, over="stopped"), ASKS_NOT, ("stopped",)),
        (asked(None, POINT), ASKS_NOT, ("no-longer-true",)),
        (asked(QUIET, POINT), ASKS_NOT, ("paused",)),
        (asked(PERSON), ASKS_NOT, ("no-address",)),
    ],
)
def test_a_message_goes_out_only_where_nothing_refuses_it(ask: Ask, policy: Policy, words: tuple[str, ...]) -> None:
    choice = decide(ask, policy, NOON)
    assert (choice.do, choice.words) == ("drop" if words else "send", words)


def test_a_pause_that_ends_by_the_deadline_is_waited_for() -> None:
    ask = replace(asked(QUIET, POINT), message=replace(MESSAGE, deadline=NOON + 3 * DAY))
    choice = decide(ask, ASKS_NOT, NOON)
    assert (choice.do, choice.at, choice.words) == ("hold", NOON + 3 * DAY, ("paused",))


def test_of_several_addresses_the_first_that_takes_it_is_written_to() -> None:
    choice = decide(asked(PERSON, BOUNCED, ContactPoint("e_2")), ASKS_NOT, NOON)
    assert choice.way
    assert (choice.do, choice.way.point, choice.words) == ("send", "e_2", ("suppressed-bounce",))


@pytest.mark.parametrize(("since", "do"), [(0, "drop"), (NOON, "drop"), (NOON + 1, "send")])
def test_a_no_at_one_address_holds_at_all_of_the_channel_but_where_a_newer_yes_was_said(since: int, do: str) -> None:
    other = ContactPoint("e_2", granted={"marketing": since} if since else {})
    assert decide(asked(PERSON, OPTED_OUT, other), ASKS_NOT, NOON).do == do


def test_a_channel_of_the_list_is_taken_in_its_order_and_the_others_are_told_of() -> None:
    message = replace(MESSAGE, channels=("sms", "email"))
    ways = Way("email", "e_1", KIM, POINT), Way("sms", "p_1", "+31612345678", ContactPoint("p_1"))
    ask, policy = Ask(message, PERSON, ways), Policy(consent={"sms/marketing": "always", "email/marketing": "always"})
    first = decide(ask, policy, NOON)
    assert first.way
    assert (first.way.channel, first.reasons) == ("sms", (Reason("chosen", {"channel": "sms"}),))
    second = decide(ask, ASKS_NOT, NOON)
    assert second.way
    assert second.way.channel == "email"
    assert second.reasons[1:] == (Reason("no-consent", {"channel": "sms"}),)


@pytest.mark.parametrize(("open_until", "words"), [(None, ()), (NOON, ()), (NOON - 1, ("window-closed",))])
def test_a_way_whose_window_is_shut_is_closed(open_until: int | None, words: tuple[str, ...]) -> None:
    ask = asked(PERSON, POINT)
    choice = decide(replace(ask, ways=(ask.ways[0]._replace(open_until=open_until),)), ASKS_NOT, NOON)
    assert choice.words == words


def test_what_would_have_to_wait_past_the_window_does_not_go_that_way() -> None:
    ask = replace(asked(QUIET, POINT), message=replace(MESSAGE, deadline=NOON + 9 * DAY))
    way = ask.ways[0]._replace(open_until=NOON + DAY)
    assert decide(replace(ask, ways=(way,)), ASKS_NOT, NOON).do == "drop"


def test_a_reason_is_told_in_a_sentence_and_an_unheard_of_one_in_its_own_words() -> None:
    assert explained("opted-out") == "The customer opted out of this kind of message."
    assert explained("too-late-today") == "Too late today."


def test_the_same_intent_has_the_same_id_in_every_version() -> None:
    assert message_id("u_abc", ("welcome", "c1", "2"), "e_1") == "u_abc_cj6syoblru5ozqzfpvtpqtzh"
    identity = message_id("u_abc", ("welcome", "c1", "2"))
    assert (person_of(identity), mark(identity)) == ("u_abc", identity.rpartition("_")[2][:10])
    assert mark(identity) == mark(message_id("u_xyz", ("welcome", "c1", "2")))
