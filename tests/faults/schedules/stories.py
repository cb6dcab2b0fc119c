"""Stories: what customers and staff do, at moments that a seed chooses, most of them where something is under way."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from segue.times import HOUR, MINUTE, SECOND, to_text
from tests.faults.cloud.clock import START
from tests.faults.cloud.world import World
from tests.faults.shop import Message, added, identified, opted_in, opted_out, ordered, viewed

RIPE = 2 * HOUR  # a cart that nobody has touched for so long is mailed about
USERS = 3
OPENING = "oc"  # what the names of the first acts begin with: two customers come and fill their carts


@dataclass(frozen=True)
class Event:
    """Something that a customer does: `what` is a cart or an address."""

    at: int  # ms after the beginning
    name: str
    verb: str
    user: str = ""
    device: str = ""
    what: str = ""


@dataclass(frozen=True)
class Decision:
    """Staff merge the people of two users, or take the merge of this name back."""

    at: int
    name: str
    verb: str
    keep: str = ""
    absorb: str = ""


Act = Event | Decision


def message_of(event: Event, world: World) -> Message:
    """The message, with the moment of the story whenever it is sent."""
    named = {"userId": event.user, "anonymousId": event.device}
    who = {name: value for name, value in named.items() if value}
    return {**VERBS[event.verb](world, event, who), "timestamp": to_text(START + event.at)}


VERBS: dict[str, Callable[[World, Event, dict[str, str]], Message]] = {
    "views": lambda world, event, who: viewed(world, event.name, **who),
    "fills": lambda world, event, who: added(world, event.name, event.what, **who),
    "orders": lambda world, event, who: ordered(world, event.name, event.what, **who),
    "opts in": lambda world, event, who: opted_in(world, event.name, event.what, **who),
    "opts out": lambda world, event, who: opted_out(world, event.name, event.what, **who),
    "signs in": lambda world, event, who: identified(
        world, event.name, event.user, event.what, **({"anonymousId": event.device} if event.device else {})
    ),
}


def story(seed: int) -> tuple[Act, ...]:
    """The acts of a seed in the order of their moments."""
    dice = random.Random(f"story {seed}")
    opening = list(_opening(dice))
    ripe = [one.at + RIPE for one in opening if one.verb == "fills"]
    hot = [*ripe, *ripe, dice.randrange(20) * SECOND, dice.choice((HOUR, 2 * HOUR + 30 * MINUTE))]
    events = [_event(dice, hot, place) for place in range(dice.randint(2, 6))]
    decisions = _decisions(dice, hot) if dice.random() < 0.65 else []
    acts = [replace(act, at=max(act.at, 0)) for act in (*opening, *events, *_objections(dice, opening), *decisions)]
    return tuple(sorted(acts, key=lambda act: (act.at, act.name)))


def _opening(dice: random.Random) -> Iterator[Event]:
    """Two customers come; both may fill a cart, as guests or signed in."""
    for number in range(2):
        at = dice.randrange(20) * SECOND
        device = f"a{number}" if dice.random() < 0.5 else ""
        yield Event(at, f"o{number}", "signs in", f"u{number}", device, f"k{number}@shop.test")
        guest = device and dice.random() < 0.4
        if number == 0 or dice.random() < 0.6:
            filled = MINUTE + dice.randrange(60) * SECOND
            yield Event(filled, f"c{number}", "fills", "" if guest else f"u{number}", device, f"c{number}")


def _event(dice: random.Random, hot: list[int], place: int) -> Event:
    number = dice.randrange(2) if dice.random() < 0.85 else USERS - 1
    verb = dice.choice(("views", "fills", "orders", "opts out", "opts out", "opts in", "signs in", "signs in"))
    user, device = dice.choice(((f"u{number}", ""), (f"u{number}", f"a{dice.randrange(3)}"), ("", f"a{number}")))
    address = f"k{number if dice.random() < 0.8 else dice.randrange(3)}@shop.test"
    what = f"c{dice.randrange(3)}" if verb in ("fills", "orders") else address
    user = user or (f"u{number}" if verb == "signs in" else "")
    return Event(_moment(dice, hot), f"m{place}", verb, user, device, what)


def _objections(dice: random.Random, opening: list[Event]) -> Iterator[Event]:
    """Somebody says no just when the reminder goes out."""
    for cart in (one for one in opening if one.verb == "fills" and dice.random() < 0.3):
        number = cart.what[-1]
        at = cart.at + RIPE + dice.randrange(-1, 3) * SECOND
        yield Event(at, f"n{number}", "opts out", f"u{number}", "", f"k{number}@shop.test")


def _moment(dice: random.Random, hot: list[int]) -> int:
    """About when a reminder goes out, or at one of two other moments, so that much falls together."""
    return dice.choice(hot) + dice.choice((-30, -2, -1, 0, 0, 0, 1, 2, 5, 20)) * SECOND


def _decisions(dice: random.Random, hot: list[int]) -> list[Act]:
    keep, absorb = dice.sample(("u0", "u1"), 2)
    at = _moment(dice, hot)
    merge = Decision(at, "x0", "merges", keep, absorb)
    if dice.random() < 0.3:
        return [merge]
    return [merge, Decision(max(at, _moment(dice, hot)), "x1", "takes back", "x0")]


def without_undone(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The story without the merges that are taken back, and without taking them back."""
    undone = {act.keep for act in acts if isinstance(act, Decision) and act.verb == "takes back"}
    return tuple(act for act in acts if act.name not in undone and getattr(act, "keep", "") not in undone)
