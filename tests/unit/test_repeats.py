"""What a customer had to say twice, told by dialogues: asked again, or passed on to another agent or channel."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from segue.conversations.cards.repeats import AGAIN, NAME, ORDER, PROBLEM, TWICE, Around, Other, repeats_of
from segue.conversations.conversations import Conversation, Turn
from segue.times import DAY, HOUR
from tests.builders import NOON

DIALOGUES = Path(__file__).parents[2].parent / "shared/data/datasets/abcd_sample/abcd_sample.json"
HEAD = Conversation("c_2", "u_1", began=NOON, touched=NOON, channel="chat", topic="delivery")
KNOWN = Around(orders=("1001", "2002"), names=("Kim Doe",))
LATE = "The parcel of my tent has not arrived although it was promised for Monday"


def dialogue(*said, first=NOON, conversation="c_2"):
    """Turns a minute apart; each is who (customer or an agent), the words, and the channel (else chat)."""
    made = []
    for place, (who, text, *channel) in enumerate(said):
        author, agent = ("customer", "") if who == "customer" else ("agent", who)
        identity, at = f"{conversation}-{place:03}", first + place * 60_000
        made.append(Turn(identity, conversation, at, author, (*channel, "chat")[0], text=text, agent=agent))
    return made


def found(*said, **around):
    """What is repeated in a dialogue."""
    return repeats_of(HEAD, dialogue(*said), Around(KNOWN.orders, KNOWN.names, **around))


def test_an_order_number_that_is_asked_for_again_is_a_repeat():
    said = (("customer", "It is about order 1001"), ("amy", "What is your order number?"), ("customer", "1001"))
    assert found(*said) == (ORDER,)


def test_whoever_says_a_number_twice_unasked_has_not_been_made_to():
    said = (("customer", "order 1001"), ("amy", "One moment"), ("customer", "1001 is the tent, by the way"))
    assert found(*said) == ()


def test_a_number_that_is_asked_for_once_is_no_repeat():
    assert found(("customer", "It is late"), ("amy", "Your order number?"), ("customer", "1001")) == ()


def test_another_number_is_another_thing():
    said = (("customer", "order 1001"), ("amy", "And the other order?"), ("customer", "2002"))
    assert found(*said) == ()


def test_a_number_that_no_order_has_can_be_asked_for_twice_too():
    said = (("customer", "334 891 7502"), ("amy", "your order id please"), ("customer", "3348917502"))
    assert found(*said) == (ORDER,)


def test_the_next_agent_has_to_be_told_again():
    said = (("customer", "order 1001"), ("amy", "I pass you on"), ("bob", "Hello"), ("customer", "As I said, 1001"))
    assert found(*said) == (ORDER,)


def test_the_next_channel_has_to_be_told_again():
    said = (("customer", LATE), ("amy", "We look into it"), ("customer", f"Hello, {LATE.lower()}!", "email"))
    assert found(*said) == (PROBLEM,)


def test_a_problem_that_is_told_once_more_in_other_words_is_known_again():
    again = "My tent has not arrived, the parcel was promised for Monday"
    said = (("customer", LATE), ("amy", "What is the problem?"), ("customer", again))
    assert found(*said) == (PROBLEM,)


def test_a_name_that_is_asked_for_again_is_a_repeat_and_a_signature_is_none():
    asked = (("customer", "I am Kim Doe"), ("amy", "May I have your name please?"), ("customer", "kim doe"))
    signed = (("customer", "Kim Doe"), ("amy", "We look into it"), ("customer", "Thank you, Kim Doe", "email"))
    assert (found(*asked), found(*signed)) == ((NAME,), ())


def test_what_was_said_in_the_conversation_before_is_not_to_be_asked_again():
    before = dialogue(("customer", "order 1001"), first=NOON - DAY, conversation="c_1")
    said = (("amy", "Your order number?"), ("customer", "1001"))
    assert found(*said, before=before) == (ORDER,)


def test_what_was_repeated_in_the_conversation_before_is_told_there():
    said = (("customer", "order 1001"), ("amy", "Your order number?"), ("customer", "1001"))
    before = dialogue(*said, first=NOON - DAY, conversation="c_1")
    assert found(("customer", "Thank you"), before=before) == ()


@pytest.mark.parametrize(("gap", "words"), [(6 * DAY, (AGAIN,)), (8 * DAY, ())])
def test_whoever_comes_again_about_the_same_order_within_a_week_is_seen(gap, words):
    other = Conversation("c_1", "u_1", "resolved", began=NOON - gap - HOUR, touched=NOON - gap)
    assert found(("customer", "order 1001"), others=(Other(other, frozenset({"1001"})),)) == words
    assert found(("customer", "order 2002"), others=(Other(other, frozenset({"1001"})),)) == ()


@pytest.mark.parametrize(("text", "words"), [("1001 is still not there", (AGAIN,)), ("Thank you!", ())])
def test_whoever_comes_back_to_the_same_conversation_about_the_same_order_comes_again(text, words):
    turns = [*dialogue(("customer", "order 1001")), *dialogue(("customer", text), first=NOON + DAY)]
    assert repeats_of(replace(HEAD, resolved=NOON + HOUR), turns, KNOWN) == words


@pytest.mark.parametrize(
    ("changed", "words"),
    [({}, (TWICE,)), ({"state": "resolved"}, ()), ({"channel": "chat"}, ()), ({"topic": "returns"}, ())],
)
def test_two_that_are_open_at_once_about_the_same_are_seen(changed, words):
    told = {"state": "open", "channel": "email", "topic": "delivery", "began": NOON, "touched": NOON, **changed}
    assert found(("customer", "Hello"), others=(Other(Conversation("c_1", "u_1", **told)),)) == words


@pytest.mark.parametrize("number", [0, 1, 2])
def test_real_dialogues_in_which_each_thing_is_asked_for_once_have_no_repeats(number):
    if not DIALOGUES.exists():
        pytest.skip("the dialogues of ABCD are not in ../shared/data")
    one = json.loads(DIALOGUES.read_text())[number]
    assert repeats_of(HEAD, of_abcd(one), around_of(one)) == ()


@pytest.mark.parametrize(("number", "again"), [(0, {ORDER, NAME}), (1, {ORDER, NAME})])
def test_the_same_dialogue_held_twice_makes_the_customer_repeat_all(number, again):
    if not DIALOGUES.exists():
        pytest.skip("the dialogues of ABCD are not in ../shared/data")
    one = json.loads(DIALOGUES.read_text())[number]
    before = of_abcd(one, NOON - DAY, "c_1")
    around = Around(around_of(one).orders, around_of(one).names, before)
    assert again <= set(repeats_of(HEAD, of_abcd(one), around))


def of_abcd(one, first=NOON, conversation="c_2"):
    """A dialogue of ABCD as turns; actions are the system's and stay out."""
    return dialogue(
        *((who, text) for who, text in one["original"] if who != "action"), first=first, conversation=conversation
    )


def around_of(one):
    """What its scenario knows of the customer."""
    order = one["scenario"]["order"].get("order_id")
    return Around((order,) if order else (), (one["scenario"]["personal"]["customer_name"],))
