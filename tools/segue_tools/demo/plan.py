"""The plan of a day: who comes when, which requests that makes, and what must come out. Pure: same seed, same day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Literal

from segue_tools.demo import shopify, strays, talks, web
from segue_tools.demo.acts import Act
from segue_tools.demo.arriving import dues, makes
from segue_tools.demo.clock import Clock
from segue_tools.demo.crowd import Visitor, crowd
from segue_tools.demo.expectations import Expected, expected
from segue_tools.demo.helped import Case
from segue_tools.demo.helped import cases as helped
from segue_tools.demo.requests import Doors, Request
from segue_tools.demo.shoppers import Shopper, shopper
from segue_tools.demo.stories import LONGEST, Scene, cast, leaves_a_cart

Fate = Literal["on time", "late", "again", "held", "forged", "chat", "crowd"]
AGAIN, LATE = 0.05, 0.10  # shares of requests that come twice, and late
LATEST = (5, 20)  # minutes
VISITS_EACH = 10  # visitors for each who needs help
LONGEST_DAY, MINUTES_EACH = 540.0, 13.5  # arrivals: nine hours, or less when few come
MOST_PER_SECOND = 8  # requests that a small machine answers without falling behind
PER_MAIL = 6  # requests around a mail that arrives: whose it is, delivered, opened, clicked

OPENS, CLICKS = 0.7, 0.45
Habit = tuple[str, ...]


@dataclass(frozen=True)
class Delivery:
    """One request to be made at a minute of the day."""

    due: float
    fate: Fate
    make: strays.Make
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Part:
    """One customer's part in the day; `habit`: what happens to a mail to them, in SES's words."""

    who: Shopper
    story: str
    acts: tuple[Act, ...]
    expected: Expected
    habit: Habit


@dataclass(frozen=True)
class Plan:
    """The day. `encore`: the cart that the customer who complains leaves after the complaint. `visitors` and `cases`
    are the crowd beside the parts."""

    run: str
    minutes: float
    parts: tuple[Part, ...]
    deliveries: tuple[Delivery, ...]
    encore: tuple[Act, ...]
    visitors: tuple[Visitor, ...] = ()
    cases: tuple[Case, ...] = ()

    @property
    def mails(self) -> int:
        """How many reminders will be due."""
        return sum(part.expected.mails for part in self.parts)

    def pace(self, asked: float) -> float:
        """The speed asked for, or the fastest that a small machine keeps up with."""
        requests = len(self.deliveries) + PER_MAIL * self.mails
        return min(asked, MOST_PER_SECOND * self.minutes * 60 / max(requests, 1))


def plan(seed: int, customers: int, run: str, visits: int = 0) -> Plan:
    """The day of this seed, with a crowd of so many. `run` makes its ids differ from those of the same day before."""
    rng, ids = Random(seed), Random(f"{seed}/{run}")
    day = min(LONGEST_DAY, MINUTES_EACH * customers)
    scenes = [Scene(shopper(nth, run, rng), rng, ids) for nth in range(customers)]
    stories = cast(customers, rng)
    acts = [moved(story(scene), rng.uniform(0, day)) for scene, story in zip(scenes, stories, strict=True)]
    habits = dict(zip(_written(scenes, acts), _habits(rng), strict=False))
    complains = next((nth for nth, habit in habits.items() if "Complaint" in habit), None)
    encore = () if complains is None else tuple(leaves_a_cart(scenes[complains]))
    parts = tuple(
        Part(scene.who, stories[nth].__name__, acts[nth], _ending(scene, acts[nth], more), habits.get(nth, ()))
        for nth, scene in enumerate(scenes)
        for more in [encore if nth == complains else ()]
    )
    visitors, cases = crowd(seed, visits, run), helped(seed, visits // VISITS_EACH, run)
    coming = list(makes(visitors, cases, run))
    crowded = [Delivery(due, "crowd", make) for due, make in zip(dues(len(coming), day, seed), coming, strict=True)]
    deliveries = sorted((*_deliveries(acts, rng, day), *crowded), key=lambda one: one.due)
    return Plan(run, day + LONGEST, parts, tuple(deliveries), encore, tuple(visitors), tuple(cases))


def _written(scenes: Sequence[Scene], acts: Sequence[tuple[Act, ...]]) -> list[int]:
    """Who will be written to, in the order of their first acts."""
    due = [nth for nth, scene in enumerate(scenes) if expected(scene.who, acts[nth]).mails]
    return sorted(due, key=lambda nth: acts[nth][0].minute)


def _ending(scene: Scene, acts: tuple[Act, ...], encore: tuple[Act, ...]) -> Expected:
    return expected(scene.who, (*acts, *moved(encore, 10 * LONGEST_DAY)))


def batches(acts: Iterable[Act], rng: Random) -> Iterator[tuple[Act, ...]]:
    """Acts as requests: a browser sends up to three at once, a webhook stands alone."""
    gathered: list[Act] = []
    for act in sorted(acts, key=lambda one: one.minute):
        full = len(gathered) >= rng.randint(1, 3)
        if gathered and (full or act.by is None or act.by != gathered[0].by):
            yield tuple(gathered)
            gathered = []
        gathered.append(act)
    if gathered:
        yield tuple(gathered)


def delivery(acts: tuple[Act, ...], due: float, fate: Fate = "on time") -> Delivery:
    """The request that tells of these acts."""
    return Delivery(due, fate, partial(_told, acts), acts)


def _told(acts: tuple[Act, ...], clock: Clock, doors: Doors, sent: float) -> Request:
    return shopify.request(acts[0], clock, doors) if acts[0].by is None else web.request(acts, clock, doors, sent)


def _deliveries(every: Iterable[tuple[Act, ...]], rng: Random, day: float) -> Iterator[Delivery]:
    for acts in every:
        for batch in batches(acts, rng):
            yield from _disturbed(batch, rng)
    for make in strays.HELD:
        yield Delivery(rng.uniform(0, day), "held", make)
    yield Delivery(rng.uniform(0, day), "forged", strays.forged)
    for make in talks.TALKS:
        yield Delivery(rng.uniform(0, day), "chat", make)


def _disturbed(batch: tuple[Act, ...], rng: Random) -> Iterator[Delivery]:
    late = rng.random() < LATE
    due = batch[-1].minute + (rng.uniform(*LATEST) if late else 0)
    yield delivery(batch, due, "late" if late else "on time")
    if rng.random() < AGAIN:
        yield delivery(batch, due + rng.uniform(0.5, 10), "again")


def _habits(rng: Random) -> Iterator[Habit]:
    """The first mail of the day is complained of, the second bounces, the third ends a subscription."""
    yield ("Delivery", "Open", "Complaint")
    yield ("Bounce",)
    yield ("Delivery", "Open", "Unsubscribe")
    while True:
        opened = rng.random() < OPENS
        yield ("Delivery", *(["Open"] if opened else []), *(["Click"] if opened and rng.random() < CLICKS else []))


def moved(acts: Iterable[Act], minutes: float) -> tuple[Act, ...]:
    """The same acts, later."""
    return tuple(replace(act, minute=act.minute + minutes) for act in acts)
