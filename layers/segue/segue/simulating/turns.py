"""Turns: one person's messages of all journeys in the order of time, each decided on again beside those before it."""

from collections.abc import Iterable
from dataclasses import replace

from segue.messaging.caps import placed
from segue.messaging.deciding import Choice, decide
from segue.messaging.policies import Policy
from segue.simulating.stories import Said


def in_turn(said: Iterable[Said], policy: Policy) -> list[Said]:
    """The messages as they would go with room for each under the caps; what was dropped before stays so. A message that
    waits keeps its place, also where one that is worth more comes later."""
    found, used = list[Said](), ()
    for one in sorted(said, key=lambda one: (one.message.created, one.message.id)):
        at = one.message.created
        if one.ask is None or one.reason:
            found.append(one)
            continue
        choice = decide(replace(one.ask, used=used), policy, at)
        if choice.way and choice.do != "drop":
            slot = policy.caps.slot(one.message, choice.way.channel, choice.at)
            used = placed(policy.caps, used, slot, choice.at)
        found.append(as_decided(one, choice))
    return found


def as_decided(one: Said, choice: Choice) -> Said:
    """The message with what was decided."""
    dropped, held = choice.do == "drop", choice.do == "hold"
    return one._replace(reason=choice.words[0] if dropped else "", waits=choice.words if held else ())
