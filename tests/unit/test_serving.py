"""Tasks and questions in chats: there once, whatever else is written meanwhile."""

from dataclasses import replace

import pytest

from segue.conversations import refs
from segue.conversations.cards.tasks import Serving, change_of, head_of
from segue.conversations.conversations import Conversation
from segue.conversations.refs import Alias
from segue.conversations.scoring import GROUPS
from segue.errors import Conflict, Unavailable
from segue.journeys.doors import InChat, Task
from tests.builders import NOON

OVER = Conversation("c_1", "u_1", "resolved", version=3, channel="chat", language="de", topic="delivery")
TASK = Task("t1", "u_1", "recovery", "Please look", "c_1", NOON)
ASK = InChat("q1", "chat:1", NOON)


class Store:
    """Conversations in a dictionary; `races` saves are beaten by others, `clashes` by who writes what they count."""

    def __init__(self, *heads, races=0, clashes=0):
        self.kept = {one.id: one for one in heads}
        self.turns, self.races, self.clashes, self.counts, self.told = {}, races, clashes, [], []
        self.named = {refs.of_thread("chat:1"): Alias(refs.of_thread("chat:1"), "c_1")}

    def aliases(self, names, now):
        """A chat's own name leads to the first conversation, and a turn's to where it is."""
        return {one: self.named[one] for one in names if one in self.named}

    def head(self, conversation):
        """Where it stands."""
        return self.kept.get(conversation)

    def save(self, change):
        """All or nothing."""
        standing = self.kept.get(change.head.id)
        if self.clashes > 0:
            self.clashes -= 1
            raise Conflict("conflict")
        if self.races > 0 and standing:
            self.races -= 1
            self.kept[standing.id] = replace(standing, version=standing.version + 1)
        version = self.kept[change.head.id].version if standing else 0
        if version != change.head.version or change.turns[0].id in self.turns:
            raise Conflict("conflict")
        self.kept[change.head.id] = replace(change.head, version=version + 1)
        self.turns[change.turns[0].id] = change.turns[0]
        self.named |= {one.ref: one for one in change.aliases}
        self.counts += change.counts
        self.told += change.events
        return self.kept[change.head.id]


def serving(store):
    """Serves with tokens and words that are seen through."""
    return Serving(store, lambda question: f"signed {question}", lambda language: f"easy in {language}?")


def test_a_task_continues_what_led_to_it_and_opens_no_case():
    change = change_of(TASK, OVER)
    assert (change.head.queue, change.head.continues, change.head.topic) == ("recovery", "c_1", "delivery")
    assert (change.head.cases, change.events, change.turns[0].kind) == ((), (), "note")


def test_a_task_is_there_once_and_stays_as_it_has_become():
    store = Store(OVER)
    for _ in range(2):
        serving(store).open(TASK)
    assert len(store.kept) == 2
    assert len(store.turns) == 1


def test_a_question_is_asked_once_in_the_language_of_the_chat():
    store = Store(OVER)
    for _ in range(3):
        serving(store).ask(ASK)
    (turn,) = store.turns.values()
    assert (turn.kind, turn.channel, turn.text, len(turn.detail["choices"])) == ("ask", "chat", "easy in de?", 7)
    assert turn.detail["choices"][6]["id"] == f"s:7:signed c_1~{turn.id}"


def test_the_ledger_is_told_once_that_a_chat_was_asked():
    store = Store(replace(OVER, resolved_by="amy"))
    for _ in range(2):
        serving(store).ask(ASK)
    ((key, event),) = store.told
    (turn,) = store.turns.values()
    about = {"survey": "ces", "conversation_id": "c_1", "topic": "delivery", "channel": "chat", "agent": "amy"}
    assert (key, event.event, event.properties) == ("u_1", "Survey Asked", {**about, "effort_question": turn.id})


def test_a_question_that_others_outrun_is_asked_all_the_same():
    store = Store(OVER, races=2)
    serving(store).ask(ASK)
    assert len(store.turns) == 1


def test_a_question_whose_count_others_write_just_now_is_asked_all_the_same():
    store = Store(OVER, clashes=2)
    serving(store).ask(ASK)
    assert len(store.turns) == 1


def test_a_question_in_a_chat_is_counted_once():
    store = Store(OVER)
    for _ in range(2):
        serving(store).ask(ASK)
    assert {one.place.by: one.counts for one in store.counts} == {by: {"asked": 1} for by in GROUPS}
    assert len(store.counts) == len(GROUPS)


def test_a_conversation_that_never_rests_is_tried_again_later():
    with pytest.raises(Unavailable):
        serving(Store(OVER, races=99)).ask(ASK)


@pytest.mark.parametrize("state", ["open", "waiting"])
def test_what_goes_on_is_not_asked_about(state):
    store = Store(replace(OVER, state=state))
    serving(store).ask(ASK)
    assert store.turns == {}


@pytest.mark.parametrize(("name", "found"), [("c_1", "c_1"), ("chat:1", "c_1"), ("chat:2", None), ("", None)])
def test_a_conversation_is_found_by_its_id_and_by_its_names(name, found):
    head = head_of(Store(OVER), name, NOON)
    assert (head.id if head else None) == found


def test_a_conversation_that_was_merged_is_the_one_that_it_goes_on_in():
    stays = replace(OVER, id="c_2", absorbs=("c_1",))
    head = head_of(Store(replace(OVER, into="c_2"), stays), "chat:1", NOON)
    assert head == stays


def test_nobody_is_asked_about_what_was_merged_into_a_conversation_that_goes_on():
    store = Store(replace(OVER, into="c_2"), replace(OVER, id="c_2", state="open", absorbs=("c_1",)))
    serving(store).ask(ASK)
    assert store.turns == {}
