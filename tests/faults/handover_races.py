"""Callers who post the same code at the same time."""

from segue.times import MINUTE
from tests.faults.cloud.turns import Job
from tests.faults.cloud.world import World
from tests.faults.desk import offered
from tests.faults.races import Pair, Race
from tests.faults.scenarios import KIM
from tests.faults.shop import added, http, identified, post


def a_known_cart(world: World) -> None:
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.pass_time(MINUTE)


def two_with_one_code(world: World) -> Pair:
    """One of them gets the cart."""
    with world.aside():
        code = offered(world, KIM, "c1")["code"]
    answers: list[int] = []

    def posts(word: str) -> Job:
        asked = http("POST", f"/c/{code}", "", {"idempotency-key": word})
        return lambda run: answers.append(run.invoke("handover", asked)["statusCode"])

    return Pair(posts("one"), posts("other"), lambda: [] if sorted(answers) == [200, 409] else [f"{answers}"])


HANDOVERS = (Race("two callers with one code", a_known_cart, two_with_one_code),)
