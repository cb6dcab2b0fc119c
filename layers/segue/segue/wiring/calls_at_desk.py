"""Calls at the desk: who of the staff has taken one, and when one counts as over."""

from dataclasses import replace
from functools import cache

from segue.conversations.contributions import Contribution
from segue.conversations.voice.lapsing import Lapsing
from segue.wiring.conversations import conversations, policy, timers
from segue.wiring.staff_names import names


@cache
def lapsing() -> Lapsing:
    """The Conversations table, its queue and the scheduler."""
    return Lapsing(conversations(), timers(), lambda: policy().call_lasts)


def with_staff(said: Contribution) -> Contribution:
    """The same with the user name of who took the call, where it is one of ours: as the shop says, else by the user
    name of the telephone system, where that is an address of the staff's or what stands before its @."""
    if said.stage != "call" or not said.agent:
        return said
    meant = policy().agents.get(said.agent.casefold(), said.agent)
    staff = names().known(meant)
    return replace(said, agent=staff or said.agent, staff=staff)
