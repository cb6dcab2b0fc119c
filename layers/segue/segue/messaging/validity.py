"""Validity: whether a message is still to be said. Asked just before it leaves, however long it waited."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from segue.errors import Refused
from segue.journeys.flows import Journey
from segue.journeys.leaving import goes_on
from segue.journeys.steering import Word
from segue.messages import ANSWER, BROADCAST, CASE, DESK, SINGLE, SURVEY, Message
from segue.messaging.facts import unknown
from segue.messaging.goods import Catalog, bought_meanwhile, untrue
from segue.profile.profiles import Profile
from segue.segments.membership import Segment
from segue.times import Millis

OVER = "no-longer-true"


@dataclass(frozen=True)
class Validity:
    """`broadcasts` answers whose members the broadcast of a message is for, "" where there is none; it raises Refused
    where it was cancelled. `texts`: a journey as an older version of the playbook has it; `word`: what staff say of a
    journey; `catalog`: what the shop says of a product, asked only where a message is about goods."""

    journeys: Mapping[str, Journey]
    segments: Mapping[str, Segment]
    broadcasts: Callable[[str], str] = lambda _journey: ""
    texts: Callable[[str, str], Journey | None] = lambda _place, _journey: None
    word: Callable[[str], Word] = lambda _journey: "running"
    catalog: Catalog = unknown

    def over(self, message: Message, profile: Profile, now: Millis) -> str:
        """Why it is not to be said any more, as a word of REASONS; "" where it is."""
        if message.journey == SINGLE or message.journey.startswith((ANSWER, CASE, DESK)):
            return ""
        if not message.journey.startswith(BROADCAST):
            return self._run_over(message, profile, now)
        try:
            segment = self.segments.get(self.broadcasts(message.journey))
        except Refused as refused:
            return refused.reason
        return "" if segment is not None and segment.when.test(profile, now).holds else OVER

    def _run_over(self, message: Message, profile: Profile, now: Millis) -> str:
        if self.word(message.journey) == "stopped":
            return "stopped"
        journey = self._text(message)
        ended = journey is None or not goes_on(journey, self.segments, (profile, message.key), now)
        if journey is None or ended or _goes_on_talking(message, profile):
            return OVER
        bought = bought_meanwhile(journey, message, profile)
        return bought or untrue(journey, message, profile.carts_at(now), self.catalog)

    def _text(self, message: Message) -> Journey | None:
        """The text whose exits count: that which the message's run goes by. None where the playbook dropped it."""
        journey = self.journeys.get(message.journey)
        if journey is None or journey.changed != "finish" or not message.book:
            return journey
        return self.texts(message.book, message.journey) or journey


def _goes_on_talking(message: Message, profile: Profile) -> bool:
    """Whether it asks how a conversation was that is open again, or the customer has come with another one since: an
    exit ends a run and not what the run has said, and that may have waited for a night."""
    about = message.data.get("conversation") if message.data.get(SURVEY) else None
    cases = profile.whole.get("support", {}).get("cases", {})
    return bool(about) and any(one[2] and (case == about or one[0] >= message.created) for case, one in cases.items())
