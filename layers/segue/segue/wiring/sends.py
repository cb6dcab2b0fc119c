"""`dispatch_messages` and `send`."""

from collections.abc import Sequence
from functools import partial

from segue.aws.carriers import Carrier
from segue.aws.live import LiveEntry
from segue.aws.queues import Queues
from segue.aws.settings import of_channel, settings
from segue.aws.source_secrets import source_secrets
from segue.channels import carrier
from segue.channels.outgoing import Sender
from segue.errors import Unauthorized
from segue.journeys.flows import compile_journey
from segue.lambdas import now
from segue.messages import Message
from segue.messaging.decisions import explained
from segue.messaging.dispatching import QUEUED, Dispatching
from segue.messaging.policies import policy_of
from segue.messaging.sending import Definitions, Sending
from segue.reach import CHANNELS, PURPOSES
from segue.segments.membership import compile_segment
from segue.times import Millis
from segue.wiring.tables import contact_points, links, live, messages, playbooks, profiles


def dispatching() -> Dispatching:
    """Decides and queues, by the policies in force."""
    pairs = [(channel, purpose) for channel in CHANNELS for purpose in PURPOSES]
    queues_of = {f"{channel}/{purpose}": of_channel(channel, f"{purpose}_queue") for channel, purpose in pairs}
    return Dispatching(messages(), contact_points(), Queues(), queues_of, policy_of(playbooks().definitions("policy")))


def sending() -> Sending:
    """Sends, by the playbook in force."""
    book = playbooks()
    definitions = Definitions(
        journeys=book.compiled("journey", compile_journey),
        segments=book.compiled("segment", compile_segment),
        templates=book.definitions("template"),
        policy=policy_of(book.definitions("policy")),
    )
    return Sending(messages(), contact_points(), profiles(), carrier_of, links(), definitions)


def carrier_of(channel: str) -> Carrier:
    """Who carries a channel's messages, as the template says."""
    found = carrier(of_channel(channel, "provider"))
    return Carrier(found, partial(sender_of, channel, found.SECRET))


def sender_of(channel: str, secret: str) -> Sender:
    """Who a channel's messages come from; the provider's secret of this name is kept like that of a source."""
    return Sender(
        transactional=of_channel(channel, "from"),
        marketing=of_channel(channel, "from_marketing"),
        settings=of_channel(channel, "settings"),
        secret=_newest(secret) if secret else "",
        public_url=settings().public_url,
    )


def _newest(secret: str) -> str:
    found = source_secrets(secret, now())
    if not found:
        raise Unauthorized("no-secret", "every secret of this name is empty")
    return found[0]


def told(outcomes: Sequence[tuple[Message, str]], now: Millis) -> None:
    """Puts decided messages on the live feed."""
    entries = [LiveEntry(now, "message", one.template, one.channel, one.person, _words(said)) for one, said in outcomes]
    if entries:
        live().tell(entries, outcomes[0][0].id[-12:], now)


def _words(outcome: str) -> str:
    return "on its way" if outcome == QUEUED else f"not sent: {explained(outcome)}"
