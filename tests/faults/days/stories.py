"""Days by seed: the story of the schedules, and around it everything else that a shop meets."""

import random
from collections.abc import Iterator

from segue.times import HOUR, MINUTE, SECOND
from tests.faults.cloud import stack
from tests.faults.days.deeds import GONE, NOES, SKEW, Deed
from tests.faults.schedules.stories import Act, Event, story

ADDRESSES = ("k0@shop.test", "k1@shop.test")
QUEUES = ("JourneysQueue", "DispatchQueue", "ConversationsQueue", "EmailMarketingQueue", "PrivacyQueue", "CallsQueue")
# Whose sample event may be asked at any time: doors and schedules; what streams and queues bring is played for real.
QUIET = ("forecast", "suggest_merges")  # they load what takes a second: on few days; nights of measures take a minute
TOUCHES = ("is told", "clicks", "announces")  # deeds whose meaning hangs on whether a mail has gone out by then
LATEST = 4 * HOUR


def day(seed: int) -> tuple[Act, ...]:
    """All acts of a seed in the order of their moments."""
    dice = random.Random(f"day {seed}")
    found = [*story(seed), *_erased(dice), *_others(dice), *_poison(dice), *_asked(dice)]
    return tuple(sorted(found, key=lambda act: (act.at, act.name)))


def hangs_on_time(acts: tuple[Act, ...]) -> bool:
    """Whether the end may depend on when things went out: what is done to a mail that is or is not there yet."""
    return any(one.verb.startswith(TOUCHES) for one in acts)


def _erased(dice: random.Random) -> Iterator[Act]:
    """A third customer, known by nothing that others have, who is erased, and whose app tells late what was before."""
    if dice.random() < 0.4:
        return
    at = dice.randrange(30) * SECOND
    yield Event(at, "e0", "signs in", "u9", "a9", GONE)
    yield Event(at + MINUTE, "e1", "fills", "u9", "a9", "c9")
    asked = dice.choice((HOUR, 2 * HOUR + MINUTE, dice.randrange(3 * HOUR // SECOND) * SECOND)) + 5 * MINUTE
    yield Deed(asked, "e2", "is erased", what=GONE)
    for place in range(dice.randint(0, 2)):
        yield Deed(asked + dice.randrange(2 * HOUR // SECOND) * SECOND, f"e{3 + place}", "tells late")


def _others(dice: random.Random) -> Iterator[Deed]:
    """What comes by other doors; on every second day nothing that hangs on a mail."""
    verbs = ["buys in the shop", "texts", "texts", "notes", "has a wrong clock"]
    if dice.random() < 0.5:
        verbs += ["is told delivered", "is told opened", "announces", *NOES, *NOES]
    for place in range(dice.randint(2, 8)):
        verb = dice.choice(verbs)
        what = dice.choice(tuple(SKEW)) if verb == "has a wrong clock" else dice.choice(ADDRESSES)
        early = HOUR if verb == "announces" else 2 * HOUR if verb.startswith(TOUCHES) else MINUTE
        yield Deed(early + _sometime(dice), f"d{place}", verb, what=what)


def _poison(dice: random.Random) -> Iterator[Deed]:
    for place in range(dice.choice((0, 1, 1, 2))):
        verb = dice.choice(("poisons a door", "poisons a shop", "poisons a queue"))
        yield Deed(_sometime(dice), f"p{place}", verb, what=dice.choice(QUEUES))


def _asked(dice: random.Random) -> Iterator[Deed]:
    """The schedule of dead letters, and sample events of two functions."""
    for place in range(2):
        quick = [one for one in askable() if one not in QUIET]
        what = dice.choice(QUIET) if dice.random() < 0.03 else dice.choice(quick)
        yield Deed(_sometime(dice), f"q{place}", "asks", what=what)


def askable() -> list[str]:
    """The folders of functions that a sample event may ask at any time."""
    driven = {one.function for one in stack.sources()} | {"privacy", "collect"}
    folders = {stack.folder_of(one) for one in stack.functions()} - {stack.folder_of(one) for one in driven}
    return sorted(folders | set(QUIET) & {stack.folder_of(one) for one in stack.functions()})


def _sometime(dice: random.Random) -> int:
    return dice.randrange((LATEST - 2 * HOUR) // SECOND) * SECOND
