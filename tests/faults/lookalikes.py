"""People who look the same, who look alike at home, and who have nothing in common, in a world at rest."""

import json
from typing import Any

from segue.aws.kinds import IDENTITY
from segue.times import MINUTE
from segue.wiring.suggestions import suggestions
from tests.faults.cloud.hooked import forget
from tests.faults.cloud.stack import ROOT
from tests.faults.cloud.world import World
from tests.faults.shop import message, post

HOME = {"street": "6 Tullaroo St", "city": "Willaroo", "postalCode": "4011"}
SAID = {
    "u1": {"firstName": "Lachlan", "lastName": "Berry", "birthday": "1999-02-19", "address": HOME},
    "u2": {"firstName": "Lachaln", "lastName": "Berry", "birthday": "1999-02-19", "email": "l.berry@shop.example"},
    "u3": {"firstName": "Ann", "lastName": "Berry", "address": HOME},
    "u4": {"firstName": "Thora", "lastName": "Quill", "phone": "+61412345678", "birthday": "1970-03-04"},
    "u5": {"firstName": "Quill", "lastName": "Thora", "phone": "+61412345687", "birthday": "1970-04-03"},
}
PAIRS = 2  # Lachlan and his typing error; Thora and her swapped names


def come(world: World) -> None:
    """Everybody identifies, and is folded."""
    calls = [message(world, "identify", f"m-{user}", userId=user, traits=said) for user, said in SAID.items()]
    post(world, *calls)
    world.pass_time(MINUTE)


def suggest(world: World) -> None:
    """The nightly call, in a process of its own, brought again by the platform until it is done."""
    forget()
    world.hand_over("suggest_merges", json.loads((ROOT / "events" / "suggest_merges.json").read_text()))


def suggested(world: World) -> list[tuple[str, int, tuple[str, ...]]]:
    """(id, probability, evidence) of the open suggestions."""
    with world.aside():
        return sorted((one.id, one.probability, one.evidence) for one in suggestions().newest(100))


def known_different(world: World, one: str, other: str) -> None:
    """A person row says that these identity keys are of two people."""
    row: dict[str, Any] = {"pk": {"S": one}, "sk": {"S": IDENTITY}, "v": {"N": "1"}}
    pair = {"L": [{"S": one}, {"S": other}]}
    world.table("People").write((one, IDENTITY), {**row, "different": {"L": [pair]}})
