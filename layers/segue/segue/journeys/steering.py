"""Steering: a journey, or all of them, is paused, goes on, or is stopped. What holds is looked up at each step, so it
holds for the next step of everyone; whoever waits is woken when it goes on or has to leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from segue.errors import Conflict
from segue.languages.texts import _
from segue.times import Millis

Word = Literal["running", "paused", "stopped"]
ALL = "all"
RANK: tuple[Word, ...] = ("running", "paused", "stopped")


@dataclass(frozen=True)
class Order:
    """What holds for a journey, or for `all`, since when, and who said so."""

    journey: str
    word: Word = "running"
    time: Millis = 0
    by: str = ""


def strictest(orders: tuple[Order, ...]) -> Word:
    """Of what is said of one journey and of all of them, the stricter."""
    words: list[Word] = ["running", *(one.word for one in orders)]
    return max(words, key=RANK.index)


def must_run(orders: Iterable[Order]) -> None:
    """By what is said of one journey and of all of them. Raises Conflict("not-running")."""
    if strictest(tuple(orders)) != "running":
        raise Conflict("not-running", _("this journey is paused or stopped"))


class Orders(Protocol):
    """Keeps orders; of two the later counts."""

    def order(self, order: Order) -> None: ...


class Queue(Protocol):
    """The journeys' own queue."""

    def set(self, body: dict[str, Any], now: Millis, /) -> None: ...


@dataclass(frozen=True)
class Steering:
    """What staff can do to journeys."""

    orders: Orders
    queue: Queue

    def say(self, order: Order) -> None:
        """Writes it down, then has everybody who waits looked at: those of a pause when it is over, those who are to
        leave at once. Saying it again wakes them again, which changes nothing."""
        self.orders.order(order)
        if order.word != "paused":
            leave = order.word == "stopped"
            self.queue.set({"kind": "sweep", "journey": order.journey, "all": leave, "due": order.time}, order.time)
