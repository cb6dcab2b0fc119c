"""Dead letters: kept by `keep_undelivered`, asked for by `people` and `console`, sent on by `redrive`."""

import os
from collections.abc import Callable, Mapping
from functools import cache

from segue.aws.letters import StoredLetters
from segue.aws.settings import settings
from segue.letters import Letter, Way, short
from segue.letters.keeping import Keeping
from segue.letters.redriving import Asking, Redriving


@cache
def letters() -> StoredLetters:
    """Those that are kept."""
    return StoredLetters(settings().requests)


@cache
def keeping() -> Keeping:
    """Out of the queues, into rows."""
    from segue.aws.dead_queues import DeadQueue

    queues = [DeadQueue(one, short(one, settings().stack)) for one in _listed("DEAD_LETTER_QUEUES")]
    return Keeping(queues, letters().keep)


@cache
def asking() -> Asking:
    """Staff want a letter sent on."""
    from segue.aws.queues import Queues
    from segue.wiring.merges import audit

    return Asking(letters(), audit().write, lambda order: Queues().put(settings().redrive_queue, order))


@cache
def redriving() -> Redriving:
    """Sends letters on."""
    from segue.aws.sending_on import ToFunctions, ToQueues

    functions = ToFunctions(_readers())
    ways: dict[Way, Callable[[Letter], None]] = {
        "function": functions.call,
        "topic": functions.notify,
        "stream": functions.bring,
    }
    ways["queue"] = ToQueues(_listed("REDRIVE_TO")).send
    return Redriving(letters(), ways)


def _listed(variable: str) -> list[str]:
    """What a variable of one of the two functions lists, with blanks."""
    return os.environ.get(variable, "").split()


def _readers() -> Mapping[str, str]:
    """TOPIC_READERS: a topic and the function that hears it, in turns."""
    pairs = _listed("TOPIC_READERS")
    return dict(zip(pairs[::2], pairs[1::2], strict=True))
