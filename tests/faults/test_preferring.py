"""A posted form of the preference centre, struck at every AWS request: what the customer wanted holds in the end."""

from typing import Any
from urllib.parse import urlencode

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import HOUR
from segue.wiring.links import links
from segue.wiring.people import profiles
from segue.wiring.tables import contact_points, messages
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of, rows, violations
from tests.faults.scenarios import KIM, left_alone
from tests.faults.shop import added, http, post
from tests.faults.striking import odd_ones, requests_of

FUNCTION = "preferences"
FORM = {"was": "email.marketing", "pause": "30", "language": "de"}


def played(plan: Plan = nothing) -> World:
    """Kim switches offers off, asks for a pause and for German, until there is an answer; and leaves another cart."""
    world = World(shards=2)
    with world.open():
        left_alone(world)
        world.region.forget_counts()
        world.region.gate.plan = plan
        answer = world.call(FUNCTION, lambda: http("POST", path_of(world), urlencode(FORM)), wait=0)
        assert 'role="status"' in answer["body"]
        world.region.gate.plan = nothing
        post(world, added(world, "m8", "c2", userId="u1"))
        world.reach(8 * HOUR)
        world.settle()
    return world


def path_of(world: World) -> str:
    with world.aside():
        (message,) = [messages().read(row["sk"]) for row in rows(world, "Messages") if row["key"] == "c1"]
        assert message
        return links().preferences(message).partition("segue.test")[2]


def ended(world: World) -> Any:
    """What holds, without moments: at the address, in the profile, in the ledger, and what was sent."""
    with world.open(), world.aside():
        point, person = contact_points().read(key_of(Identifier("email", KIM))), profiles().read(_user())
        said = {(one.title, one.source) for one in ledger_of(world)[key_of(Identifier("email", KIM))]}
        assert person
        asked = person.denies("email", "marketing", KIM), person.traits["preferred_language"]
        late = point.paused > world.clock, bool(person.traits["marketing_paused_until"])
        return set(point.denied), asked, late, said, len(world.region.mailbox.mails), violations(world)


def _user() -> str:
    return key_of(Identifier("user_id", "u1"))


def test_quietly_it_writes_to_the_address_and_to_the_ledger() -> None:
    world = played()
    told = {("Consent Updated", "preference-centre"), ("identify", "preference-centre")}
    assert requests_of(world, FUNCTION) >= 8
    assert ended(world) == ({"marketing"}, (True, "de"), (True, True), told, 1, [])


def test_a_fault_anywhere_changes_nothing_of_it() -> None:
    assert odd_ones(played, ended, FUNCTION) == []


def test_a_refusal_counts_before_it_is_written_down() -> None:
    written: list[str] = []
    world = World()
    with world.open():
        left_alone(world)
        world.region.gate.watchers.append(lambda one: written.append(one.operation))
        world.lambdas.invoke(FUNCTION, http("POST", path_of(world), urlencode(FORM)))
    assert written.index("UpdateItem") < written.index("PutItem")
