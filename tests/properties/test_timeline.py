"""A timeline, read page by page, tells everything once: whatever the events, identities, filters and page sizes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from segue.api.reading import Reading
from segue.api.timeline import Wanted, cursor, place_of
from segue.events import told_as
from segue.identity.persons import PersonSet
from segue.ledger import Looked, sort_key
from segue.messages import Mark, Message
from segue.profile.identities import Identity
from segue.profile.profiles import Profile
from segue.segments.membership import Membership
from tests.builders import NOON, an_event

KEYS = ("u_aaaaaaaaaaaaaaaaaaaaaaaa", "a_bbbbbbbbbbbbbbbbbbbbbbbb")
PERSON = Profile(KEYS[0], {}, KEYS)
TIMES = st.integers(NOON, NOON + 5)


class Ledgers:
    """Partitions as DynamoDB keeps them: sorted by key as text."""

    def __init__(self, events):
        self.by_key = {
            key: sorted((one for place, one in events if KEYS[place] == key), key=sort_key, reverse=True)
            for key in KEYS
        }

    def timeline(self, key, limit, before=""):
        """Newest first."""
        return [one for one in self.by_key[key] if not before or sort_key(one) < before][:limit]

    def look(self, key, wanted):
        """At `limit` rows, of which those are kept that are wanted."""
        rows = self.timeline(key, wanted.limit + 1, wanted.before)
        kept = [one for one in rows[: wanted.limit] if _is(one, wanted)]
        return Looked(tuple(kept), sort_key(rows[wanted.limit - 1]) if len(rows) > wanted.limit else "")


def _is(event, wanted):
    kind, channel = told_as(event)
    return kind in (wanted.kinds or (kind,)) and channel in (wanted.channels or (channel,))


class Said:
    """The messages given."""

    def __init__(self, messages):
        self.messages = list(messages)

    def of_people(self, persons):
        """Those of these ids."""
        return [one for one in self.messages if one.person in persons]

    def read(self, identity):
        """The one of this id."""
        return next((one for one in self.messages if one.id == identity), None)

    def marks(self, persons, whole):
        """Where they stand."""
        said = [(one, (one.channel, one.state) if whole else ("", "")) for one in self.of_people(persons)]
        return [Mark(one.id, one.created, *words) for one, words in said]

    def read_all(self, identities, strong=False):
        """Those of these ids."""
        return [one for one in self.messages if strong and one.id in identities]


class Nobody:
    """No memberships and no runs."""

    def of_people(self, persons):
        """None."""
        return []

    def identities(self, keys):
        """None."""
        return {key: Identity(key) for key in keys}

    def sets(self, persons):
        """Each alone."""
        return {one: PersonSet(one, frozenset({one})) for one in persons}

    def membership(self, person):
        """None."""
        return Membership({})

    def read(self, person):
        """The person."""
        return PERSON if person == PERSON.id else None

    def of(self, found):
        """The person."""
        return self.read(found.id)


@st.composite
def histories(draw):
    """Events of two identities, some without a time of their own, and messages."""
    made = []
    for number in range(draw(st.integers(0, 14))):
        given_time, received = draw(st.none() | TIMES), draw(TIMES)
        event = an_event(at=received, message_id=f"m{number}", channel=draw(st.sampled_from(("web", "email"))))
        event = structs.replace(event, event=draw(st.sampled_from(("Viewed", "Conversation Turn", "Survey Answered"))))
        made.append((draw(st.integers(0, 1)), structs.replace(event, original_timestamp=given_time)))
    said = [a_message(number, draw(TIMES)) for number in range(draw(st.integers(0, 3)))]
    return made, said


def a_message(number, created):
    """A message of the person."""
    base = Message(f"{KEYS[0]}_{number}", KEYS[0], "e_x", "j", "k", "0", "t", "email", "marketing", created)
    return replace(base, state="dropped" if number % 2 else "sent")


def pages(reading, wanted):
    """Every page, as a program reads them."""
    found, further = [], wanted
    for _ in range(200):
        page, place = reading.timeline(PERSON, further)
        found.append(page)
        if not place:
            return found
        further = replace(further, before=place_of(cursor(place) or ""))
    raise AssertionError("the timeline has no end")


FILTERS = st.sampled_from(("", "event", "message", "turn,survey", "turn,decision"))


@given(histories(), st.integers(1, 6), st.sampled_from(("", "web", "email", "web,email")), FILTERS)
def test_every_moment_is_told_once(history, limit, channel, kind):
    events, said = history
    reading = Reading(lambda _: (), Nobody(), Nobody(), Said(said), Nobody(), Ledgers(events))
    wanted = Wanted(limit, "", channel, kind)
    told = [one.id for page in pages(reading, wanted) for one in page]
    everything = [one for page in pages(reading, Wanted(200)) for one in page]
    assert sorted(told) == sorted(one.id for one in everything if wanted.wants(one))
    assert len(everything) == len(events) + len(said)


@given(histories(), st.integers(1, 6))
def test_no_page_is_longer_than_asked_and_each_is_newest_first(history, limit):
    events, said = history
    reading = Reading(lambda _: (), Nobody(), Nobody(), Said(said), Nobody(), Ledgers(events))
    for page in pages(reading, Wanted(limit)):
        assert len(page) <= limit
        assert [one.time for one in page] == sorted((one.time for one in page), reverse=True)
