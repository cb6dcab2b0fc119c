"""Names that mean something to a language (`__proto__`, `constructor`, `__class__`) are plain data everywhere."""

import json

import pytest

from segue.times import MINUTE
from tests.faults.shop import http, message, post, put_in_force
from tests.handlers.audience import NEWS
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.staff_requests import Api
from tests.handlers.starter import starter_files
from tests.handlers.test_decide import asked

EVIL = {
    "__proto__": {"polluted": "yes"},
    "constructor": {"prototype": {"polluted": "yes"}},
    "__class__": "Customer",
    "__init__": {"__globals__": "all"},
    "__dict__": ["a"],
}
WHO = {"type": "user_id", "value": "u1"}
TEXT = "{{ person.traits.__class__ }} {{ person.traits.__init__.__globals__ }} {{ person.traits.__proto__.polluted }}"

HELLO = NEWS.format("Hello").replace("text: Hello", f"text: '{TEXT}'")


@pytest.fixture
def world(monkeypatch):
    """Kim is known by such traits, and has done things of such names."""
    with staffed(monkeypatch) as made:
        put_in_force(made, {**starter_files(), "templates/hello.yaml": HELLO})
        traits = {**EVIL, "email": "kim@shop.test", "firstName": "Kim"}
        more = {"properties": EVIL, "context": {"traits": EVIL, **EVIL}}
        post(made, message(made, "identify", "m1", userId="u1", anonymousId="a1", traits=traits, context=dict(EVIL)))
        for number, name in enumerate(("__proto__", "Product Added", "constructor")):
            post(made, message(made, "track", f"t{number}", userId="u1", event=name, **more))
        made.pass_time(MINUTE)
        yield made


def test_they_stand_in_the_profile_as_they_came(world) -> None:
    traits = Api(world).post("/v1/people/find", WHO)[1]["traits"]
    assert {name: traits[name] for name in EVIL} == EVIL


def test_pages_open_and_a_page_is_decided_on(world, ann) -> None:
    kim = Api(world).post("/v1/people/find", WHO)[1]["id"]
    assert as_staff(world, "ann").get(f"/people/{kim}").status == 200
    assert ann.get(f"/people/{kim}/timeline").status in (200, 404)
    assert asked(world, anonymousId="a1", placements=["__proto__", "constructor"], **EVIL)[0] in (200, 422)
    assert asked(world, anonymousId="a1", placements=["__proto__", "constructor"])[0] == 200


def test_a_template_says_what_was_told_and_nothing_of_ours(world) -> None:
    wish = {"who": WHO, "template": "hello", "channels": ["email"]}
    assert Api(world, "marketer").post("/v1/messages", wish)[0] == 201
    world.pass_time(MINUTE)
    (mail,) = world.region.mailbox.mails
    assert "Customer all yes" in json.dumps(mail.request)


def test_a_body_of_such_names_is_refused_or_taken_and_never_fails(world) -> None:
    for path in ("/v1/people/find", "/v1/messages", "/v1/segments/preview", "/v1/privacy/cases"):
        function = {"/v1/segments/preview": "segments", "/v1/privacy/cases": "privacy"}.get(path, "people")
        assert 400 <= Api(world, "admin", function).post(path, {**EVIL, "who": EVIL})[0] < 500
    assert world.lambdas.invoke("collect", http("POST", "/v1/batch", json.dumps(EVIL)))["statusCode"] < 500
    assert world.lambdas.errors == []
