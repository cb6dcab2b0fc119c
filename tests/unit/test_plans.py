"""The tracking plan: which events it checks, what it says of them, and which mistakes in it are told."""

import re
from typing import Any

import pytest

from segue.errors import Invalid
from segue.intake.plans import compile_plan, held, plans_of
from segue.intake.tracking import Note, Noted, notes, tracked
from segue.playbook import BadPlaybook, compile_playbook
from segue_tools.places import ROOT
from tests.builders import NOON, an_event, an_identify

SCHEMA = {
    "type": "object",
    "required": ["product_id"],
    "properties": {
        "product_id": {"type": "string", "pattern": "^[a-z]+$"},
        "price": {"type": "number", "minimum": 0},
        "products": {"type": "array", "items": {"type": "object", "required": ["sku"]}},
    },
}


def a_spec(**more: Any) -> dict[str, Any]:
    """A plan of views."""
    return {"event": "Product Viewed", "schema": SCHEMA, **more}


def a_view(**said: Any) -> Any:
    """A view of a product, as planned but for what is given."""
    return an_event(properties={"product_id": "tent", **said})


def plans(**more: Any) -> Any:
    """One plan in force."""
    return plans_of({"views": a_spec(**more)})


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({}, []),
        ({"price": "9"}, ["price: type"]),
        ({"price": -1, "product_id": "kim@shop.test"}, ["price: minimum", "product_id: pattern"]),
        ({"products": [{"sku": "1"}, {}, {}]}, ["products.*.sku: required"]),
    ],
)
def test_violations_name_place_and_keyword_and_never_a_value(said: dict[str, Any], reasons: list[str]) -> None:
    assert compile_plan("views", a_spec()).violations(a_view(**said)) == reasons


def test_an_identify_is_checked_by_its_traits() -> None:
    plan = compile_plan("people", {"event": "identify", "schema": {"properties": {"age": {"type": "integer"}}}})
    assert plan.violations(an_identify(age="old")) == ["age: type"]
    assert plan.unplanned(an_identify(age=3, shoe=42)) == ["shoe"]


def test_properties_of_a_pattern_are_planned() -> None:
    plan = compile_plan("x", a_spec(schema={"properties": {}, "patternProperties": {"^x_": {}}}))
    assert plan.unplanned(a_view(x_1=1)) == []


@pytest.mark.parametrize(
    ("more", "waits"),
    [
        ({}, False),
        ({"mode": "allow"}, False),
        ({"mode": "quarantine"}, True),
        ({"mode": "quarantine", "sources": {"web": "warn"}}, False),
        ({"mode": "allow", "sources": {"web": "quarantine"}}, True),
    ],
)
def test_a_source_may_have_a_mode_of_its_own(more: dict[str, Any], waits: bool) -> None:
    assert held(plans(**more), a_view(price="9")) == ("price: type" if waits else "")
    assert held(plans(**more), a_view()) == ""


def test_an_opt_out_never_waits() -> None:
    found = plans(event="Unsubscribed", mode="quarantine")
    assert held(found, an_event("Unsubscribed"))
    assert held(found, an_event("Unsubscribed", properties={"email": "kim@shop.test"})) == ""


def test_notes_tell_seen_unplanned_and_wrong() -> None:
    found = notes(plans(), [a_view(price="9", colour="red"), a_view(colour="blue"), an_event("Surprise")])
    assert found == {
        Note("Product Viewed", "seen"): 2,
        Note("Product Viewed", "violation", "price: type"): 1,
        Note("Product Viewed", "unplanned", "colour"): 2,
        Note("Surprise", "seen"): 1,
    }


def test_allow_checks_nothing_and_without_a_plan_nothing_is_noted() -> None:
    assert notes(plans(mode="allow"), [a_view(price="9")]) == {Note("Product Viewed", "seen"): 1}
    assert not notes({}, [a_view()])


def test_what_was_planned_or_seen_is_listed() -> None:
    noted = [Noted(Note("Surprise", "seen"), 3, NOON), Noted(Note("Surprise", "unplanned", "x"), 2, NOON + 1)]
    planned, surprise = tracked(plans(), noted)
    assert (planned.event, planned.seen, surprise.plan, surprise.seen) == ("Product Viewed", 0, None, 3)
    assert (surprise.unplanned, surprise.last) == ({"x": 2}, NOON + 1)


@pytest.mark.parametrize(
    "more",
    [
        {"event": 5},
        {"schema": None},
        {"mode": "strict"},
        {"sources": {"web": "strict"}},
        {"sources": ["web"]},
        {"moed": "warn"},
        {"schema": {"type": "nothing"}},
        {"schema": {"properties": {"a": {"pattern": "("}}}},
        {"schema": {"properties": {"a": {"pattern": r"(a)\1"}}}},
        {"schema": {"$ref": "https://elsewhere.example/schema.json"}},
        {"schema": {"$ref": "file:///etc/hostname"}},
    ],
)
def test_a_mistake_in_a_plan_is_told(more: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as told:
        compile_plan("views", a_spec(**more))
    assert told.value.reason == ("unknown-key" if "moed" in more else "bad-plan")


def test_two_plans_of_one_event_are_a_mistake() -> None:
    text = "event: Product Viewed\nschema: {type: object}\n"
    with pytest.raises(BadPlaybook) as told:
        compile_playbook({"plans/a.yaml": text, "plans/b.yaml": text})
    assert [one["file"] for one in told.value.problems] == ["plans/b.yaml"]


def test_the_plan_of_the_documentation_holds_what_it_says() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "tracking-plan.md").read_text(), re.DOTALL)
    made = plans_of(compile_playbook({"plans/product-added.yaml": text})["plan"])
    good = {"product_id": "p1", "price": 19.5, "currency": "EUR", "quantity": 1, "cart_id": "c1"}
    assert held(made, an_event("Product Added", properties=good)) == ""
    wrong = an_event("Product Added", properties={**good, "currency": "eur"})
    assert held(made, wrong) == "currency: pattern"
    assert held(made, an_event("Product Added", properties={**good, "currency": "eur"}, source="shopify")) == ""
