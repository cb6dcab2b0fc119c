"""`dispatch_messages`."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from segue.aws.clients import unavailable
from segue.aws.contact_points import ContactPoints
from segue.aws.live import LiveEntry
from segue.aws.queues import Gathered, Queues
from segue.aws.settings import of_channel
from segue.contact_points import CHANNELS, PURPOSES
from segue.errors import Unavailable
from segue.languages.texts import ENGLISH, _, english, speaking
from segue.messages import Message
from segue.messages import told as message_told
from segue.messaging.asking import Asking
from segue.messaging.deciding import Choice, decide
from segue.messaging.dispatching import HELD, QUEUED, Dispatching, Outcome, Sight, queue_of
from segue.messaging.reasons import explained
from segue.messaging.switches import Standing
from segue.profile.profiles import Profile
from segue.times import MINUTE, Millis
from segue.tracing import broke, trace_of
from segue.wiring.booking import booking
from segue.wiring.links import links
from segue.wiring.patterns import known
from segue.wiring.people import glanced, profiles
from segue.wiring.policies import policy
from segue.wiring.switches import glanced as glanced_switches
from segue.wiring.switches import switches
from segue.wiring.tables import contact_points, glanced_points, live, messages, playbooks
from segue.wiring.waiting import waiting

LOOKING: Millis = 5 * MINUTE  # after the page of the live feed last asked for what is new
Said = Callable[[str], Standing]


def dispatching(said: Said, seen: Said, orders: Queues | Gathered) -> Dispatching:
    """Decides and queues, by the policies in force; `said` is what staff say of a journey's messages, `seen` the same
    as it was a moment ago."""
    queues, glance = queues_of(), Sight(glanced(), asking(seen, glanced_points()))
    return Dispatching(messages(), profiles(), asking(said), orders, queues, policy(), waiting(), booking(), glance)


def asking(said: Said, points: ContactPoints | None = None) -> Asking:
    """What a decision goes by: addresses, consent, slots, what is paused, and which channels there are here."""
    queues = queues_of()
    return Asking(
        points or contact_points(),
        links().key,
        playbooks().definitions("template"),
        lambda channel, purpose: bool(queue_of(queues, channel, purpose)),
        known=known,
        booking=booking(),
        switches=lambda journey: said(journey).switches,
        holdout=policy().holdout,
        owner=profiles().read,
    )


def foreseen(message: Message, profile: Profile, now: Millis) -> Choice:
    """What would be decided on a message that there is not, at this moment. Nothing is written."""
    return decide(asking(switches().standing).of(message, profile), policy(), now)


def dispatched(intended: Sequence[Message], now: Millis) -> None:
    """Decides on messages that have just been intended. Those that may go are put on their queues together: until then
    nothing is written of them, and where that fails they are decided on again."""
    said, seen = cache(switches().standing), cache(glanced_switches().standing)  # asked once for a batch
    deciding = dispatching(said, seen, orders := Gathered())
    outcomes = [_apart(deciding, one, now) for one in intended]
    orders.flush()
    told([one for one in outcomes if one], now, seen)


def _apart(deciding: Dispatching, message: Message, now: Millis) -> Outcome | None:
    """A message on which nothing can be decided holds up no other: the dispatcher's own queue brings it again, and has
    it in the end among its dead letters. Raises Unavailable where no message would fare better."""
    try:
        with unavailable("dispatch"):
            return deciding.dispatch(message, now)
    except Unavailable:
        raise
    except Exception as problem:
        broke("message-failed", problem, id=trace_of(message.id))
        deciding.waiting.again(message, now, now)
        return None


def woken(word: Mapping[str, Any], now: Millis) -> None:
    """Decides again on a message that waited."""
    seen = cache(glanced_switches().standing)
    outcome = dispatching(switches().standing, seen, Queues()).wake(word, now)
    told([outcome] if outcome else [], now, seen)


def queues_of() -> dict[str, str]:
    """The queues that there are, by `channel/purpose`."""
    pairs = [(channel, purpose) for channel in CHANNELS for purpose in PURPOSES]
    queues = {f"{channel}/{purpose}": of_channel(channel, f"{purpose}_queue") for channel, purpose in pairs}
    return {pair: queue for pair, queue in queues.items() if queue}


def told(outcomes: Sequence[Outcome], now: Millis, seen: Said) -> None:
    """Writes a line of what is on its way, and puts decided messages on the live feed. What just goes out costs a row
    only while somebody looks; an arrival is told as an event."""
    for message in (one for one, said in outcomes if said == QUEUED):
        message_told(message, QUEUED)
    if all(said == QUEUED for _, said in outcomes) and not _watched(outcomes, now, seen):
        return
    entries = [
        LiveEntry(now, "message", one.template or one.subject, one.channel, one.person, _words(said))
        for one, said in outcomes
    ]
    live().tell(entries, outcomes[0][0].id[-12:], now)


def _watched(outcomes: Sequence[Outcome], now: Millis, seen: Said) -> bool:
    """Whether staff look at the feed; known from what was asked for the decision."""
    return any(seen(one.journey).watched > now - LOOKING for one, _ in outcomes)


def _words(outcome: str) -> str:
    known = {QUEUED: english(_("on its way")), HELD: english(_("held until its time"))}
    with speaking(ENGLISH):  # it is kept
        return known.get(outcome) or f"not sent: {explained(outcome)}"
