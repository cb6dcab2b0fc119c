"""The measures say what the product counts by itself, of the same that happened; where they differ it is said."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from msgspec import structs

from segue.archive.numbers import Shop
from segue.archive.outcomes import message_rows
from segue.archive.rows import rows
from segue.contact_points import CHANNELS
from segue.conversations import stating
from segue.conversations.cards.repeats import WORDS
from segue.conversations.contributions import contribution_of
from segue.conversations.desk.acts import Act, Words
from segue.conversations.effort.sums import Sum
from segue.conversations.effort.sums import told as summed
from segue.conversations.effort.surveys import Given, Question, answered
from segue.conversations.scoring import asked as was_asked
from segue.conversations.scoring import moved, scored
from segue.events import Event
from segue.measures.composing import Asked
from segue.messages import Message, Outcome, State
from segue.messaging.figures import Figures, Place
from segue.times import DAY, HOUR, MINUTE, Millis, to_text
from tests.builders import NOON, an_event
from tests.fake_desk import KIM, Desk
from tests.measured import archive, table, told

SHOP = Shop(b"secret", topics=frozenset({"delivery"}))
AMY, BOB = "a" * 26, "b" * 26
PERIOD = Asked(NOON - DAY, NOON + 9 * DAY)
DAYS = (to_text(NOON - DAY)[:10], to_text(NOON + 8 * DAY)[:10])


def kept(who: int, events: Iterable[Event], messages: Iterable[Message] = ()) -> list[dict[str, Any]]:
    """What the archive has of them."""
    found = [row for event in events for row in rows(event, KIM, SHOP)]
    found += [row for message in messages for row in message_rows(message, SHOP)]
    return [{**row, "id": row["id"] ^ who, "who": who} for row in found]


class Talk(Desk):
    """A customer's conversations with a desk of their own, and all that the ledger has of them."""

    def __init__(self, who: int, channel: str = "chat") -> None:
        super().__init__()
        self.who, self.channel, self.said, self.asked = who, channel, [], []

    def writes(self, at: Millis, topic: str = "") -> None:
        """The customer does."""
        self.says("Where is it?", f"{self.channel}:{self.who}", at, by=self.channel, topic=topic)
        about = {"conversation_id": f"{self.channel}:{self.who}", "author": "customer", "topic": topic}
        told = {"channel": self.channel, "properties": about, "source": "shop"}
        self.said.append(an_event("Conversation Turn", at=NOON + at, message_id=f"{at}", **told))

    def gets(self, at: Millis, by: str = AMY) -> None:
        """One of the staff answers."""
        self.staff.say(self.head.id, Words("Here"), Act(by, NOON + at, f"{at}"))

    def ends(self, at: Millis) -> None:
        """One of the staff resolves it."""
        self.staff.resolve(self.head.id, Act(self.head.answered_by, NOON + at, f"resolve-{at}"))

    @property
    def head(self) -> Any:
        """The conversation."""
        (one,) = self.store.stored.values()
        return one

    def rated(self, score: int, at: Millis, state: State = "sent") -> None:
        """The question leaves by mail a minute before, and is answered; 0: it is not."""
        data = {"survey": "effort", "conversation": self.head.id}
        left = NOON + at - MINUTE
        names = (f"{KIM}_{self.who}", KIM, "p_1", "effort", "c", "ask", "effort", "email", "transactional", left)
        self.asked.append(Message(*names, state=state, decided=left, data=data))
        before = self.head
        heads = [before, was_asked(before, self.asked[0].id, left)]
        if score:
            question = Question(self.asked[0].id, KIM, self.head.id, "email", "", left)
            event = answered(question, Given(score), before, NOON + at)
            self.said.append(event)
            said = contribution_of(event, KIM)
            assert said
            heads.append(scored(heads[-1], said))
        self.counts = [one for pair in pairwise(heads) for one in moved(*pair)]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """All of it in the archive."""
        return kept(self.who, [*self.said, *(event for _, event in self.store.events.values())], self.asked)


def talks() -> list[Talk]:
    """Three customers: a chat in time, a mail of which nobody knows how easy it was, a mail with a late answer."""
    one, two, three = Talk(1), Talk(2, "email"), Talk(3, "email")
    one.writes(0, "delivery")
    one.gets(MINUTE)
    one.writes(2 * MINUTE)
    one.gets(5 * MINUTE)
    one.ends(HOUR)
    one.rated(6, 3 * HOUR)
    two.writes(HOUR)
    two.gets(4 * HOUR, BOB)
    two.ends(5 * HOUR)
    two.rated(0, 7 * HOUR, "unknown")
    three.writes(HOUR)
    three.writes(2 * HOUR)
    three.gets(10 * HOUR, BOB)
    three.ends(11 * HOUR)
    three.rated(3, 14 * HOUR)
    return [one, two, three]


@pytest.fixture(scope="module")
def base() -> Any:
    """The archive of these."""
    return archive([row for one in talks() for row in one.rows])


def test_first_answers_and_ends_are_those_of_the_conversations(base: Any) -> None:
    heads = [one.head for one in talks()]
    first = sum(one.first_answered - one.began for one in heads) / 3000
    whole = sum(one.resolved - one.began for one in heads) / 3000
    assert told(base, "first_response", PERIOD)["all"].value == pytest.approx(first)
    assert told(base, "resolution_time", PERIOD)["all"].value == pytest.approx(whole)


@pytest.mark.parametrize("by", ["agent", "channel", "topic"])
def test_effort_is_what_the_page_of_effort_says(base: Any, by: Any) -> None:
    counted: dict[Any, Counter[str]] = {}
    for addition in (addition for one in talks() for addition in one.counts):
        counted.setdefault(addition.place, Counter()).update(addition.counts)
    page = summed(by, DAYS, lambda group, _days: {place: one for place, one in counted.items() if place.by == group})
    assert {one.name: (one.mean, one.answered) for one in page.rows if one.answered} == {
        part: (one.value, one.things) for part, one in told(base, "effort", replace(PERIOD, by=by)).items()
    }
    assert _responses(page.rows) == {
        part: (one.things, pytest.approx(100 * (one.value or 0), abs=0.1))
        for part, one in told(base, "effort_response", replace(PERIOD, by=by)).items()
    }


def _responses(of: Iterable[Sum]) -> dict[str, Any]:
    return {one.name: (one.asked, one.response) for one in of}


def test_a_question_in_a_chat_and_its_answer_are_one_in_the_archive() -> None:
    head = replace(talks()[0].head, score=0)
    question = Question(f"{head.id}~q1", KIM, head.id, "chat", "", NOON)
    told_of = [stating.asked(head, "q1", NOON), answered(question, Given(7), head, NOON + HOUR)]
    base = archive(kept(1, told_of))
    for name, value in (("effort", 7), ("effort_response", 1)):
        found = told(base, name, replace(PERIOD, by="agent"))
        assert {part: (one.value, one.things) for part, one in found.items()} == {AMY: (value, 1)}
    assert kept(1, [_forged(told_of[0])]) == []


def _forged(event: Event) -> Event:
    """The same as somebody else says it, who cannot know."""
    return structs.replace(event, source="web")


def test_the_end_of_a_case_tells_who_ended_it_and_what_had_to_be_said_twice() -> None:
    talk = Talk(1)
    talk.writes(0)
    talk.gets(MINUTE, BOB)
    head = talk.head
    talk.store.stored[head.id] = replace(head, repeats=(WORDS["order"], WORDS["again"]))
    talk.staff.resolve(head.id, Act(AMY, NOON + HOUR, "over"))
    (row,) = [one for one in talk.rows if one["name"] == "Conversation Resolved"]
    assert (row["reason"], row["agent"], row["channel"]) == ("order+again", AMY, "chat")


class Kept:
    """Counts of outcomes in memory."""

    def __init__(self) -> None:
        self.places: dict[Place, Counter[str]] = {}

    def add_at(self, place: Place, counts: Mapping[str, int]) -> None:
        """Adds them."""
        self.places.setdefault(place, Counter()).update(counts)

    def between(self, channel: str, by: str, days: tuple[str, str]) -> dict[Place, Mapping[str, int]]:
        """Those of a channel."""
        return {place: one for place, one in self.places.items() if (place.channel, place.by) == (channel, by)}

    def add_hours(self, channel: str, day: str, counts: Mapping[str, int]) -> None:
        """Not looked at."""

    def hours(self, channel: str, days: tuple[str, str]) -> dict[str, Mapping[str, int]]:
        """None."""
        return {}


REPORTS = [
    ("email", ["delivered", "opened", "clicked"]),
    ("email", ["delivered", "machine_opened"]),
    ("email", ["bounced"]),
    ("email", ["soft_bounced"]),
    ("email", ["delivered", "complained", "unsubscribed"]),
    ("sms", ["delivered"]),
    ("sms", ["failed"]),
    ("sms", []),
]
SAME = {
    "returned": ("bounced", "failed", "rejected"),
    "soft_bounced": ("soft_bounced",),
    "complained": ("complained",),
    "unsubscribed": ("unsubscribed",),
    "opened": ("opened",),
    "clicked": ("clicked",),
    "machine": ("machine_opened",),
}


def test_deliverability_is_what_its_page_says_with_those_that_nobody_reported_beside() -> None:
    kept_counts = Kept()
    for channel, reports in REPORTS:
        outcomes = [Outcome(channel, "marketing", one, True, place == 0, "t") for place, one in enumerate(reports)]
        Figures(kept_counts).note(outcomes, NOON)
    facts = [
        row for nth, (channel, reports) in enumerate(REPORTS) for row in kept(nth, [], [_left(nth, channel, reports)])
    ]
    page = {one.channel: one.counts for one in Figures(kept_counts).between("channel", DAYS).rows}
    found = {row["part"]: row for row in table(archive(facts), "deliverability", replace(PERIOD, by="channel"))}
    for channel, row in found.items():
        assert {name: row[name] for name in SAME} == {
            name: sum(page[channel].get(word, 0) for word in words) for name, words in SAME.items()
        }
        assert row["sent"] - row["silent"] == page[channel]["sent"]
    assert (found["sms"]["silent"], found["email"]["arrived"], set(found) <= set(CHANNELS)) == (1, 3, True)


def _left(nth: int, channel: str, reports: list[str]) -> Message:
    message = Message(f"u_{nth}_m", f"u_{nth}", "p", "welcome", "k", "hello", "t", channel, "marketing", NOON)
    outcomes = {one: NOON + place * MINUTE for place, one in enumerate(reports, 1)}
    return replace(message, state="sent", decided=NOON, outcomes=outcomes)


def test_an_end_that_a_provider_tells_names_nobody_who_ended_it_before() -> None:
    talk = Talk(1)
    talk.writes(0)
    talk.gets(MINUTE)
    talk.ends(HOUR)
    talk.writes(2 * HOUR)
    talk.says("", "chat:1", 3 * HOUR, event="Conversation Resolved")
    ends = [one for one in talk.rows if one["name"] == "Conversation Resolved"]
    assert [one.get("agent") for one in ends] == [AMY, None]
