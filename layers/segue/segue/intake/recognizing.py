"""Recognizing callers: known before hello. A telephone flow waits for the answer, so it comes in time or says that
nothing is known; the call itself becomes an event like any other.

Looking up and writing down go side by side. Whatever becomes of either, the flow gets an answer: somebody is waiting.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from segue.channels.phone import amazon_connect, twilio_voice
from segue.channels.phone.ringing import Ringing
from segue.channels.phone.twiml import next_step
from segue.conversations.choosing import latest
from segue.conversations.conversations import Conversation
from segue.conversations.policies import ConversationPolicy
from segue.conversations.voice.callers import PERSONAL, Caller, confidence_of, others, told
from segue.deliveries import STUMBLES, Delivery, Incoming, understood
from segue.errors import Invalid
from segue.http import Answer, Request
from segue.identifiers import Identifier
from segue.identity.persons import PersonSet
from segue.intake.accepting import Accepting
from segue.keys import IdentityKey, PersonId
from segue.lambdas import Lambda
from segue.profile.identities import Identity
from segue.profile.profiles import Profile
from segue.segments.membership import Membership
from segue.times import Millis
from segue.tracing import line_of, report

CONNECT, TWILIO = "amazon_connect", "twilio_voice"
MOST_OTHERS = 20  # keys of others that are looked at
Acts = Sequence[Callable[[], Any]]


class People(Protocol):
    """Whose an identity is, and who is in which segments."""

    def identities(self, keys: Sequence[IdentityKey]) -> dict[IdentityKey, Identity]: ...

    def sets(self, persons: Sequence[PersonId]) -> dict[PersonId, PersonSet]: ...

    def membership(self, person: PersonId) -> Membership: ...


class Profiles(Protocol):
    """Reads the person of a set that was just read."""

    def of(self, found: PersonSet) -> Profile | None: ...


@dataclass(frozen=True)
class Callers:
    """Looks callers up. `talks` are the conversations of a person, `key` an identifier's."""

    people: People
    profiles: Profiles
    key: Callable[[Identifier], IdentityKey]
    talks: Callable[[PersonId], Sequence[Conversation]]

    def known(self, ringing: Ringing) -> Caller:
        """Who it is, and how sure that is."""
        if ringing.who is None:
            return Caller(why=ringing.why)
        key = self.key(ringing.who)
        row = self.people.identities([key])[key]
        if not row.version:
            return Caller(why="unknown-number")
        found = self.people.sets([row.owner])[row.owner]
        sure, people = confidence_of(found, self._owners(others(found, [key])))
        if sure != "exact":
            return Caller(sure, people, why="several-people" if sure == "several" else "shared-number")
        return self._person(found)

    def _person(self, found: PersonSet) -> Caller:
        profile = self.profiles.of(found)
        if profile is None:
            return Caller(why="unknown-number")
        inside = frozenset(self.people.membership(profile.id).segments)
        going = [one for one in self.talks(profile.id) if one.state != "resolved"]
        return Caller("exact", 1, profile, inside, latest(going))

    def _owners(self, keys: set[IdentityKey]) -> set[PersonId]:
        asked = sorted(keys)[:MOST_OTHERS]
        rows = self.people.identities(asked) if asked else {}
        owners = [row.owner for row in rows.values() if row.version]
        return {one.id for one in self.people.sets(owners).values()} if owners else set()


@dataclass(frozen=True)
class Recognizing:
    """`in_time` does things side by side and answers what each came to, or why not; `posted` proves a request of a
    source and answers what was posted."""

    callers: Callers
    accepting: Accepting
    policy: Callable[[], ConversationPolicy]
    in_time: Callable[[Acts], list[Any]]
    posted: Callable[[Request, Millis], Delivery]

    def of_flow(self, event: Lambda, now: Millis) -> dict[str, str]:
        """What an Amazon Connect flow gets: texts alone, whatever goes wrong."""
        delivery = Delivery(CONNECT, CONNECT, msgspec.json.encode(event), {}, now)
        try:
            ringing = amazon_connect.rings(delivery)
        except (Invalid, *STUMBLES) as wrong:
            _report("caller-not-recognized", wrong)
            return told(Caller(why="not-understood"), ConversationPolicy())
        return self._facts(ringing, delivery, amazon_connect.ringing)

    def of_call(self, request: Request, now: Millis) -> Answer:
        """What Twilio does next. Raises NotFound, Unauthorized, and Invalid for what is no call of Twilio's."""
        delivery = self.posted(request, now)
        if delivery.parser != TWILIO:
            raise Invalid("not-a-call", "only calls of Twilio's are answered here")
        facts = self._facts(twilio_voice.rings(delivery), delivery, twilio_voice.incoming)
        return next_step(delivery.options, facts, PERSONAL)

    def _facts(self, ringing: Ringing, delivery: Delivery, incoming: Incoming) -> dict[str, str]:
        acts = (
            lambda: self.callers.known(ringing),
            self.policy,
            lambda: self.accepting.accept(understood(delivery, incoming)),
        )
        known, policy, kept = self.in_time(acts)
        if isinstance(kept, Exception):
            _report("call-not-kept", kept)
        failed = next((one for one in (known, policy) if isinstance(one, Exception)), None)
        if failed:
            _report("caller-not-recognized", failed)
            return told(Caller(why="unavailable"), ConversationPolicy())
        return told(known, policy)


def _report(what: str, wrong: Exception) -> None:
    report(what, error=type(wrong).__name__, at=line_of(wrong))
