"""A shop that asks about allergies and income: classes have keys, the playbook declares what is sensitive."""

from typing import Any

import pytest

from segue.wiring.desk import reading
from tests.faults.cloud.hooked import forget
from tests.faults.cloud.world import World
from tests.faults.shop import message, post, put_in_force
from tests.handlers.starter import starter_files

HEALTH, FINANCES = "arn:aws:HealthKey", "arn:aws:FinancesKey"
DECLARED = "traits: {allergies: {sensitive: health}, income: {sensitive: finances, usable_in: [templates]}}\n"
POLICY = {"policies/sensitive.yaml": DECLARED}
SAID = {"allergies": "canary-peanuts", "income": "canary-4000", "plan": "gold"}
MAIL = "kim@shop.test"
WHO = {"type": "email", "value": MAIL}


def declared(world: World, patch: pytest.MonkeyPatch, **more: str) -> World:
    """Puts it in force in an open world; `more` are texts by path, with `__` for `/`."""
    patch.setenv("HEALTH_CLASS", HEALTH)
    patch.setenv("FINANCES_CLASS", FINANCES)
    files = {f"{name.replace('__', '/')}.yaml": text for name, text in more.items()}
    forget()
    put_in_force(world, starter_files() | POLICY | files)
    forget()
    return world


def told(world: World, name: str = "m1", user: str = "u1", **more: Any) -> dict[str, Any]:
    """An identify call with sensitive traits; `more` stands beside them."""
    return message(world, "identify", name, userId=user, traits={**SAID, "email": MAIL, "firstName": "Kim"}, **more)


def come(world: World) -> None:
    """Kim tells."""
    post(world, told(world))
    world.pass_time(60_000)


@pytest.fixture
def shop(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """It is declared, and nobody has come."""
    return declared(world, monkeypatch)


@pytest.fixture
def kim_told(shop: World) -> World:
    """Kim has told."""
    come(shop)
    return shop


def sealed_of(world: World) -> str:
    """What is kept of Kim's allergies."""
    with world.aside():
        return reading().find("email", MAIL).traits["allergies"]


def identities_of(world: World, mail: str = MAIL) -> tuple[str, ...]:
    """The identities of whoever has an address."""
    with world.aside():
        return reading().find("email", mail).identities
