"""`run_journeys`, and what else works on runs of journeys."""

from collections.abc import Collection, Mapping
from typing import Any

from segue.aws.books import KINDS
from segue.aws.calls import Calls
from segue.aws.conversations import Conversations
from segue.aws.journeys import Crowds, Instances
from segue.aws.ledger import Ledger
from segue.aws.settings import settings
from segue.conversations.cards.tasks import Serving
from segue.conversations.effort.pages import in_words
from segue.conversations.effort.policies import EffortPolicy, effort_policy
from segue.journeys.compiling import compile_journeys
from segue.journeys.doors import Doors
from segue.journeys.flows import Journey
from segue.journeys.listening import Listening
from segue.journeys.running import Running
from segue.journeys.sweeping import Sweeping
from segue.journeys.waking import Waking
from segue.messaging.privacy_policies import privacy_policy
from segue.wiring.books import books
from segue.wiring.bus import bus
from segue.wiring.evaluation import evaluating, timers
from segue.wiring.in_force import segments
from segue.wiring.links import links
from segue.wiring.people import profiles
from segue.wiring.retaining import ends
from segue.wiring.tables import messages, playbooks


def journeys() -> dict[str, Journey]:
    """The journeys in force, compiled once per version of the playbook."""
    return playbooks().made_of("journeys", KINDS, compile_journeys)


def still_sent() -> Collection[str]:
    """The templates that go out also to somebody who is restricted."""
    return playbooks().made_of("still-sent", ("policy",), _still_sent)


def _still_sent(policies: Mapping[str, Mapping[str, Any]]) -> Collection[str]:
    return privacy_policy(policies.get("privacy", {})).still_sent


def doors() -> Doors:
    """How what journeys decide gets out."""
    known = settings()
    return Doors(
        outbox=messages(),
        alarms=timers(),
        address=links().key,
        ledger=Ledger(known.ledger),
        bus=bus(),
        calls=Calls(known.calls_queue),
        desk=Serving(Conversations(known.conversations, known.ledger, known.messages, ends), links().asks, words),
    )


def words(language: str) -> str:
    """The question how easy it was, in a language: the shop's own, else the product's."""
    said = playbooks().definitions("policy").get("effort")
    policy = effort_policy(said) if said else EffortPolicy()
    return in_words(policy.asked(language), language)


def listening() -> Listening:
    """Journeys as the playbook in force has them."""
    instances = Instances(settings().journeys)
    return Listening(Running(profiles(), instances, doors(), journeys(), segments(), books(), still_sent()))


def sweeping() -> Sweeping:
    """Everybody in a journey."""
    return Sweeping(Crowds(settings().journeys), timers(), journeys())


def waking() -> Waking:
    """What looks at somebody for a reason."""
    from segue.wiring.canaries import arrived  # for `run_journeys` alone

    return Waking(timers(), evaluating(), listening, sweeping, arrived)
