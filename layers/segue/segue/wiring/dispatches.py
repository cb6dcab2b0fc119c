"""`dispatch_messages`."""

from collections.abc import Sequence

from segue.aws.live import LiveEntry
from segue.aws.queues import Queues
from segue.aws.settings import of_channel
from segue.contact_points import CHANNELS, PURPOSES
from segue.messages import Message
from segue.messaging.decisions import explained
from segue.messaging.dispatching import QUEUED, Dispatching
from segue.messaging.policies import policy_of
from segue.times import Millis
from segue.wiring.tables import contact_points, live, messages, playbooks


def dispatching() -> Dispatching:
    """Decides and queues, by the policies in force."""
    pairs = [(channel, purpose) for channel in CHANNELS for purpose in PURPOSES]
    queues = {f"{channel}/{purpose}": of_channel(channel, f"{purpose}_queue") for channel, purpose in pairs}
    queues_of = {pair: queue for pair, queue in queues.items() if queue}
    return Dispatching(messages(), contact_points(), Queues(), queues_of, policy_of(playbooks().definitions("policy")))


def told(outcomes: Sequence[tuple[Message, str]], now: Millis) -> None:
    """Puts decided messages on the live feed."""
    entries = [LiveEntry(now, "message", one.template, one.channel, one.person, _words(said)) for one, said in outcomes]
    if entries:
        live().tell(entries, outcomes[0][0].id[-12:], now)


def _words(outcome: str) -> str:
    return "on its way" if outcome == QUEUED else f"not sent: {explained(outcome)}"
