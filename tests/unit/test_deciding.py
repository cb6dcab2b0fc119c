"""Whether a message may go out now, and the words for why not."""

import pytest

from segue.contact_points import ContactPoint, mark
from segue.messages import Message, message_id, person_of
from segue.messaging.decisions import Decision, View, decide, explained
from segue.messaging.policies import Policy
from tests.builders import NOON

MESSAGE = Message("u_1_m", "u_1", "e_1", "j", "c", "0", "t", "email", "marketing", NOON)
ASKS, ASKS_NOT = Policy(), Policy(consent={"email/marketing": "until-opt-out"})


@pytest.mark.parametrize(
    ("view", "point", "policy", "reason"),
    [
        (View(), ContactPoint("e_1"), ASKS_NOT, ""),
        (View(), ContactPoint("e_1"), ASKS, "no-consent"),
        (View(), ContactPoint("e_1", "bounce"), ASKS_NOT, "suppressed-bounce"),
        (View(), ContactPoint("e_1", denied={"marketing": NOON}), ASKS_NOT, "opted-out"),
        (View(denied=True), ContactPoint("e_1", "bounce"), ASKS_NOT, "suppressed-bounce"),
        (View(denied=True), ContactPoint("e_1"), ASKS_NOT, "opted-out"),
        (View(holds=False), ContactPoint("e_1", "bounce"), ASKS_NOT, "no-longer-true"),
    ],
)
def test_a_message_goes_out_only_where_nothing_refuses_it(view, point, policy, reason) -> None:
    assert decide(MESSAGE, view, point, policy) == Decision(not reason, reason)


def test_a_reason_is_told_in_a_sentence_and_an_unheard_of_one_in_its_own_words() -> None:
    assert explained("opted-out") == "The customer opted out of this kind of message."
    assert explained("too-late-today") == "Too late today."


def test_the_same_intent_has_the_same_id_in_every_version() -> None:
    identity = message_id("u_abc", ("welcome", "c1", "2"), "e_1")
    assert identity == "u_abc_cj6syoblru5ozqzfpvtpqtzh"
    assert (person_of(identity), mark(identity)) == ("u_abc", identity.rpartition("_")[2][:10])
