"""Two who write to one conversation at the same moment: filings, agents."""

from segue.conversations.conversations import Conversation
from segue.conversations.desk.acts import Act, AnsweredMeanwhile, Words
from segue.lambdas import now
from segue.times import MINUTE
from segue.wiring.conversations import desk_of_conversations
from tests.faults import talks
from tests.faults.cloud.gate import Invocation
from tests.faults.cloud.readers import QueueReader
from tests.faults.cloud.turns import Interleaved, Job
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.races import Pair, Race


def two_orders(world: World) -> None:
    """Kim has written by text message and in a chat; neither is filed yet."""
    talks.known(world)
    queued = [one for one in world.readers if isinstance(one, QueueReader)]
    paused = [one for one in queued if one.source.function == "file_turns"]
    world.readers[:] = [one for one in world.readers if one not in paused]
    chat = {"conversation_id": "chat:1", "author": "customer", "text": "Hi", "channel": "chat"}
    talks.said(world, "Conversation Turn", "t1", **chat)
    talks.texted(world, "Where is my tent?", "i1")
    world.pass_time(MINUTE)
    world.readers += paused


def two_filings(world: World) -> Pair:
    """They become one conversation, whichever is first."""
    queue = world.region.queues.named("ConversationsQueue")
    events = [{"Records": [one.record(queue.arn)]} for one in queue.ready()]
    assert len(events) == 2

    def check() -> list[str]:
        (found, turns, told, _), wrong = talks.ending(world), list[str]()
        wrong += [] if len(found) == 1 else [f"{len(found)} conversations"]
        return wrong + ([] if (len(turns), told) == (2, ["opened"]) else [f"{turns} {told}"])

    return Pair(lambda run: run.invoke("file_turns", events[0]), lambda run: run.invoke("file_turns", events[1]), check)


def one_text(world: World) -> None:
    """Kim has written by text message."""
    talks.known(world)
    talks.texted(world, "Where is my tent?", "i1")
    world.pass_time(MINUTE)


def two_agents(world: World) -> Pair:
    """One wins; the other is told who it was."""
    (head,), told = talks.heads(world), dict[str, str]()

    def answers(name: str) -> Job:
        def act(run: Interleaved) -> None:
            with world.region.gate.running(Invocation("conversations", turn=run._park), shared=True):
                told[name] = _said(head, name)

        return act

    def check() -> list[str]:
        sent = [row["data"]["text"] for row in rows(world, "Messages")]
        (winner,), losers = [name for name, one in told.items() if not one], [one for one in told.values() if one]
        return [] if sent == [winner] and len(losers) == 1 and losers[0].startswith(winner) else [f"{told} {sent}"]

    return Pair(answers("amy"), answers("bea"), check)


def _said(head: Conversation, name: str) -> str:
    """Why this agent's answer was refused; "" where it was not."""
    try:
        desk_of_conversations().say(head.id, Words(name), Act(name, now(), name, head.version))
    except AnsweredMeanwhile as late:
        return late.detail
    return ""


CONVERSATIONS = (
    Race("two contributions of one person", two_orders, two_filings),
    Race("two agents who answer", one_text, two_agents, mails=frozenset({1})),
)
