"""The hand-over card as a note in the help desk."""

from dataclasses import replace

import pytest

from segue.conversations.cards.cards import Card
from segue.conversations.cards.notes import notes_of
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.policies import conversations_policy
from segue.errors import Invalid
from tests.builders import NOON

HEAD = Conversation("c_1", "u_1", channels=("chat", "helpdesk"), threads=("zendesk:42",))
TURNS = [Turn("t1", "c_1", NOON, "customer", "helpdesk", thread="zendesk:42")]
CARD = Card(name="Kim", order={"id": "1001"}, problem="Where is it?", channels=("chat", "helpdesk"))


def test_the_card_is_an_internal_note_in_the_desk_s_own_conversation():
    (note,) = notes_of(HEAD, TURNS, CARD, NOON)
    assert (note.channel, note.data["kind"], note.data["thread"]) == ("helpdesk", "note", "zendesk:42")
    assert "Order: 1001" in note.data["text"]


def test_the_same_facts_are_the_same_note_whenever_and_whatever_else_was_said():
    (first,) = notes_of(HEAD, TURNS, CARD, NOON)
    more = [*TURNS, replace(TURNS[0], id="t2")]
    (again,) = notes_of(HEAD, more, replace(CARD, language="de", since=NOON), NOON + 1)
    assert first.id == again.id


@pytest.mark.parametrize("changed", [{"order": {"id": "1002"}}, {"tried": ("a new one",)}, {"verified": "signed in"}])
def test_other_facts_are_another_note(changed):
    (first,), (other,) = (notes_of(HEAD, TURNS, one, NOON) for one in (CARD, replace(CARD, **changed)))
    assert first.id != other.id


def test_what_the_desk_has_itself_is_not_noted():
    assert notes_of(HEAD, TURNS, Card(problem="Where is it?", channels=("helpdesk",)), NOON) == ()
    assert notes_of(HEAD, [], CARD, NOON) == ()
    assert notes_of(replace(HEAD, state="resolved"), TURNS, CARD, NOON) == ()


def test_every_thread_of_a_desk_gets_it():
    both = [*TURNS, replace(TURNS[0], id="t2", thread="zendesk:43")]
    assert len({one.id for one in notes_of(HEAD, both, CARD, NOON)}) == 2


def test_it_is_switched_on_by_the_policy():
    assert not conversations_policy({}).card_notes
    assert conversations_policy({"card_notes": True}).card_notes
    with pytest.raises(Invalid):
        conversations_policy({"card_notes": "yes"})
