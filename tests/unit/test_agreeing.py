"""Consent that is given aloud: what proves it, and of which moment it is."""

from dataclasses import dataclass, field, replace

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.conversations.voice.agreeing import Agreeing, Agreement
from segue.conversations.voice.scripts import Script, reading
from segue.errors import Invalid, Unavailable
from segue.profile.profiles import Profile
from tests.builders import NOON, an_identify

KIM = "kim@shop.test"
PERSON = Profile("u_1", facets.absorb({}, [an_identify(NOON, email=KIM)]), ("u_1",))
READ = reading(Script("news", "email", "marketing", {"en": "May we write to you?"}), "en")
YES = Agreement(READ, True, "voice", "ada", "k1", proof="call 7")


@dataclass
class World:
    """A ledger by place, and what was answered at addresses; `fails`: the next answers that are lost."""

    rows: dict = field(default_factory=dict)
    said: list = field(default_factory=list)
    fails: int = 0

    def first(self, events):
        self.said.append("ledger")
        return [(self.rows.setdefault((one.original_timestamp, one.message_id), one), "stored") for one in events]

    def answer(self, key, purpose, granted, moment) -> ContactPoint:
        if self.fails:
            self.fails -= 1
            raise Unavailable("write-failed")
        self.said.append((key, purpose, granted, moment))
        return ContactPoint(key)


def agree(world: World, said: Agreement, now: int = NOON):
    return Agreeing(world, world, lambda one: f"k:{one.value}").keep(PERSON, said, now)


@pytest.mark.parametrize("proof", ["", "  "])
def test_a_yes_without_proof_is_none(proof) -> None:
    world = World()
    with pytest.raises(Invalid):
        agree(world, replace(YES, proof=proof))
    assert (world.rows, world.said) == ({}, [])


def test_a_yes_is_written_down_with_its_words_before_it_is_in_force() -> None:
    world = World()
    kept = agree(world, YES).properties
    assert world.said == ["ledger", (f"k:{KIM}", "marketing", True, NOON)]
    assert (kept["text"], kept["proof"], kept["email"]) == (READ.text, "call 7", KIM)


def test_a_no_is_in_force_before_it_is_written_down_and_needs_no_proof() -> None:
    world = World()
    agree(world, replace(YES, granted=False, proof=""))
    assert world.said == [(f"k:{KIM}", "marketing", False, NOON), "ledger"]


def test_a_yes_that_is_brought_again_is_no_newer_than_when_it_was_said() -> None:
    world = World(fails=1)
    with pytest.raises(Unavailable):
        agree(world, YES)
    kept = agree(world, YES, NOON + 60_000)  # a STOP may have come meanwhile
    assert world.said[-1] == (f"k:{KIM}", "marketing", True, NOON)
    assert (len(world.rows), kept.timestamp) == (1, NOON)


def test_nobody_agrees_for_a_stranger() -> None:
    with pytest.raises(Invalid):
        agree(World(), replace(YES, address="stranger@shop.test"))
