"""Playing: one person's events in the order in which they were received, and what the journeys make of them.

The engine is the one that runs journeys; only the world around it is in memory. Time jumps from one event, boundary or
alarm to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from segue.events import Event
from segue.journeys.attribution import ids
from segue.journeys.doors import Doors
from segue.journeys.flows import Journey
from segue.journeys.instances import Instance
from segue.journeys.listening import Listening
from segue.journeys.running import Running, Woken
from segue.messages import Message
from segue.profile.facts import latest, of_event
from segue.profile.profiles import Profile
from segue.profile.signals import Signal, of_membership
from segue.segments.membership import NAMES, Look, Membership, evaluate_again
from segue.segments.quietness import TIME, Doing, quietly
from segue.simulating.doors import Calls, Clock, Outbox, Rows
from segue.simulating.gates import Moment, said
from segue.simulating.growing import BOTH, Growing, Person, made_of
from segue.simulating.scenes import Scene
from segue.simulating.stories import Passed, Story
from segue.simulating.watching import watched
from segue.times import Millis

MOST_WORDS = 10_000  # of one person: journeys that start each other for ever end here


class Playing:
    """One person in a scene, or a part of one that nobody knew yet to be the same; made for one, and played once."""

    place = ""  # the only version of the playbook that there is here

    def __init__(self, scene: Scene, profile: Profile, story: Story) -> None:
        self.scene, self.profile, self.story, self.now = scene, profile, story, scene.since
        self.growing, self.clock, self.rows = Growing(), Clock(), Rows(self.story)
        self.membership, self.person = Membership({}), None
        self.ears = scene.ears
        self.book = {key: watched(one, self._passed) for key, one in scene.journeys.items()}
        doors = Doors(Outbox(self._said), self.clock, scene.key, self.clock, self.clock, Calls(self.story))
        running = Running(self, self.rows, doors, self.book, scene.segments, self, scene.policy.privacy.still_sent)
        self.listening = Listening(running)

    person: Person | None

    def journey(self, place: str, journey: str) -> Journey | None:
        """A journey's text, which nobody changes meanwhile."""
        return self.book.get(journey) if place == self.place else None

    def read(self, person: str) -> Person | None:
        """The person as it stands now; nobody else is here."""
        return self._here() if person in ids(self.profile, past=False) else None

    def _here(self) -> Person:
        """Made anew where something has come."""
        if self.person is None:
            self.person = Person(**made_of(self.profile, self.growing.facets))
        return self.person

    def remember(self, events: Sequence[Event]) -> None:
        """What was before: the person stands where it then stood, and nobody is told."""
        self.growing.grow(events, ())
        if self.growing.events[BOTH] and self.scene.asked:
            self._keep(self._found(TIME, None))

    def until(self, until: Millis) -> None:
        """What is due by then, one after the other."""
        while (body := self.clock.pop(until)) and self.clock.made < MOST_WORDS:
            self.now = max(self.now, body["due"])
            self._word(body)
            self._settle()

    def take(self, events: Sequence[Event], now: Millis) -> None:
        """Events that came at one moment, after what was due by then."""
        self.until(now)
        self._take(events, now)

    def join(self, other: "Playing", now: Millis) -> None:
        """Another part of the same person, known as such from now on, with its runs; whoever is reachable now is
        looked at."""
        for one in (self, other):
            one.until(now)
        self.now, self.person = now, None
        self.growing.grow(other.growing.events[BOTH], ())
        self.rows.adopt(other.rows)
        self.clock.adopt(other.clock)
        if self.scene.asked:
            self._evaluate(TIME, None)
            self.listening.standing(self._here(), self.membership, now, now)
        self._settle()

    def end(self) -> None:
        """What is due by the end; then runs are told as they stand."""
        self.until(self.scene.until)
        self.story.runs += self.rows.all

    def _take(self, events: Sequence[Event], now: Millis) -> None:
        """Events that came at one moment: what they state is told, then who is in what by them."""
        self.now, self.person = now, None
        changed = self.growing.grow(events, self.scene.facets)
        facts = (of_event(self.profile.id, one) for one in events)
        for one in latest(one for one in facts if one and one.name in self.scene.heard):
            self._hear(one)
        if changed and self.scene.asked:
            self._evaluate(Doing(events), changed)
            if NAMES in changed and self.membership.segments:
                self.listening.standing(self._here(), self.membership, now, now)
        self._settle()

    def _settle(self) -> None:
        """What the journeys themselves told and wrote down comes back to them."""
        while (self.clock.told or self.clock.noted) and self.clock.made < MOST_WORDS:
            self.clock.made += 1
            told, self.clock.told = self.clock.told, []
            for one in told:
                self._hear(one)
            noted, self.clock.noted = self.clock.noted, []
            if noted:
                self._take(noted, self.now)

    def _word(self, body: Mapping[str, Any]) -> None:
        """A boundary, a run's alarm, or a word of one journey to another."""
        kind, journey = body["kind"], body.get("journey", "")
        if kind == "wake":
            self._wake(body["due"])
        elif kind == "alarm":
            self.listening.alarm(self.story.person, journey, body["key"], Woken(self.now, body["due"]))
        elif journey in self.book and kind in ("start", "stop"):
            {"start": self.listening.start, "stop": self.listening.stop}[kind](body, self.now)
        else:
            self.story.count(f"{kind} {journey}".strip())

    def _wake(self, due: Millis) -> None:
        before, after = self.membership, self._found(TIME, frozenset())
        self._keep(after)
        self.listening.standing(self._here(), after, due, self.now)
        self._tell(before, after)

    def _evaluate(self, doing: Doing, changed: frozenset[str] | None) -> None:
        before, after = self.membership, self._found(doing, changed)
        self._keep(after)
        self._tell(before, after)

    def _found(self, doing: Doing, changed: frozenset[str] | None) -> Membership:
        """The membership now, by the segments that the journeys hear of."""
        person, before = self._here(), self.membership
        found = evaluate_again(self.scene.asked, person, before, Look(self.now, changed))
        quiet = quietly(self.scene.asked, person, (before, found), doing) if self.growing.has_history else frozenset()
        return replace(found.since(before, quiet, doing.last(before.imported)), version=before.version + 1)

    def _keep(self, after: Membership) -> None:
        if after.wake is not None and after.wake != self.membership.wake:
            self.clock.set({"kind": "wake", "due": after.wake}, self.now)
        self.membership = after

    def _tell(self, before: Membership, after: Membership) -> None:
        row = {"segments": after.segments, "v": after.version, "left": after.left, "at": after.at, "quiet": after.quiet}
        for one in of_membership(self.story.person, {"segments": before.segments}, row):
            self._hear(one)

    def _hear(self, signal: Signal) -> None:
        if signal.name in self.scene.heard:
            event = {"source": "segue", "detail-type": signal.name, "detail": signal.as_detail()}
            self.listening.signal(event, self.now)

    def _said(self, message: Message) -> None:
        if message.id not in self.story.said:
            moment = Moment(self._here(), self.now, self.scene.policy, self.scene.key)
            self.story.said[message.id] = said(message, moment)

    def _passed(self, run: Instance, step: str, now: Millis) -> None:
        self.story.passed.append(Passed(run.journey, run.step, step, now))
