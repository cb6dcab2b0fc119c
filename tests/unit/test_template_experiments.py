"""A/B/n of a template: who gets which style, what is told of it before it leaves, and what a file may say."""

from collections import Counter
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.errors import Invalid
from segue.experiments.units import drawn
from segue.messages import Message
from segue.messaging.deciding import decide
from segue.messaging.experimenting import Exposing, drawn_style
from segue.messaging.making import compile_template
from segue.messaging.policies import Policy
from segue.messaging.templates import pick
from segue.messaging.ways import Ask, Way
from segue.profile.profiles import Profile
from segue.times import DAY
from tests.builders import NOON, an_event, an_identify
from tests.fake_sending import PLAYBOOK, TEMPLATE, Told

HALVES = {"variants": [{"style": "usual", "share": 50}, {"style": "short", "share": 50}]}
BODY = "<mjml><mj-body><mj-raw>%s {{ unsubscribe_url }}</mj-raw></mj-body></mjml>"
SPEC: dict[str, Any] = {"subject": "Hello", "mjml": BODY % "Hello", "sms": "Hello"}
SPEC |= {"styles": {"short": {"subject": "Hi", "mjml": BODY % "Hi"}}}
MADE = compile_template("t", SPEC | {"experiment": HALVES})
POLICY = Policy(consent={"email/marketing": "until-opt-out"})
MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "email", "marketing", NOON, channels=("email",))


def ask(person: str = "u_1", *former: str, template: Any = MADE, **traits: Any) -> Ask:
    """The question of a mail to somebody."""
    events = [an_identify(NOON, email="kim@shop.test", **traits)]
    profile = Profile(person, facets.absorb({}, events), (person, *former), former)
    return Ask(MESSAGE, profile, (Way("email", "e_1", "kim@shop.test", ContactPoint("e_1")),), template=template)


def other_than(style: str) -> str:
    """Somebody who draws the other one."""
    return next(f"u_{one}" for one in range(99) if drawn_style(ask(f"u_{one}"), "email", "") != style)


def test_shares_come_out_and_subject_and_body_may_differ() -> None:
    found = Counter(drawn_style(ask(f"u_{one}"), "email", "") for one in range(1000))
    assert (found.keys(), abs(found["short"] - 500) < 64) == ({"usual", "short"}, True)
    usual, short = (pick(MADE, "email", variant=one) for one in ("usual", "short"))
    assert (usual["subject"], short["subject"], usual["html"] != short["html"]) == ("Hello", "Hi", True)


def test_the_decision_says_which_was_drawn_and_the_least_id_draws() -> None:
    mine = drawn_style(ask("u_1"), "email", "")
    choice = decide(ask("u_1"), POLICY, NOON)
    assert (choice.do, choice.variant) == ("send", mine)
    assert ("style-drawn", {"style": mine}) in choice.rows
    other = other_than(mine)
    assert drawn_style(ask(f"z_{other}", "u_1", other), "email", "") == drawn_style(ask(min("u_1", other)), "email", "")
    assert drawn("template:t", "u_1", [50, 50]) == ["short", "usual"].index(mine)


def test_who_asked_for_a_style_gets_it_and_a_channel_without_styles_is_no_part() -> None:
    assert decide(ask("u_1", style="short"), POLICY, NOON).variant == "short"
    assert decide(ask("u_1", style="usual"), POLICY, NOON).variant == "usual"
    assert [drawn_style(ask("u_1", style=one), "email", "") for one in ("short", "usual")] == ["", ""]
    assert drawn_style(ask("u_1"), "sms", "") == ""


def test_it_is_told_once_under_an_id_that_no_second_try_changes() -> None:
    noted: list[Any] = []
    ledger: Any = SimpleNamespace(append_under=lambda keys, event: noted.append((keys, event)))
    question = ask("u_1")
    for now in (NOON + 5, NOON + 9):
        Exposing(ledger).expose(replace(MESSAGE, variant="any"), question, now)
    (keys, first), (_, again) = noted
    assert (keys, first.properties["experiment_id"]) == (["u_1"], "template:t")
    assert (first.message_id, first.original_timestamp) == (again.message_id, again.original_timestamp)
    assert question.profile
    known = replace(question.profile, facets=facets.absorb(question.profile.facets, [first]))
    Exposing(ledger).expose(MESSAGE, replace(question, profile=known), NOON + DAY)
    assert len(noted) == 2


def test_before_a_message_is_claimed_the_ledger_is_told() -> None:
    told = Told()
    told.expose = lambda *said: told.tell("expose", said[0].id)
    template = {**TEMPLATE, "styles": {"short": {"subject": "Hi"}}, "experiment": {"usual": 50, "short": 50}}
    calls = told.send(playbook=replace(PLAYBOOK, templates={"cart": template}))
    assert [one[0] for one in calls] == ["expose", "claim", "take", "deliver", "settle"]
    assert told.settled.variant in ("usual", "short")


SECOND = ("experiment", "variants", 1)


def with_second(**said: Any) -> dict[str, Any]:
    """An experiment whose second variant says this."""
    return {"variants": [HALVES["variants"][0], said]}


@pytest.mark.parametrize(
    ("experiment", "path"),
    [
        ({"variants": HALVES["variants"][:1]}, ("experiment", "variants")),
        ({"variants": [*HALVES["variants"], {"style": "usual", "share": 0}]}, ("experiment", "variants")),
        ({"variants": [{"style": "usual", "share": 50}, {"style": "short", "share": 40}]}, ("experiment", "variants")),
        (with_second(style="long", share=50), (*SECOND, "style")),
        (with_second(style=5, share=50), (*SECOND, "style")),
        (with_second(style="short", share="x"), (*SECOND, "share")),
        ({"variant": []}, ("experiment", "variant")),
        ("short", ("experiment",)),
    ],
)
def test_what_is_wrong_is_told_with_its_place(experiment: Any, path: tuple[str | int, ...]) -> None:
    with pytest.raises(Invalid) as wrong:
        compile_template("t", SPEC | {"experiment": experiment})
    assert wrong.value.path == path


def test_a_style_that_one_language_lacks_is_refused() -> None:
    german = {"locale": "en", "locales": {"de": {"subject": "Hallo", "mjml": SPEC["mjml"], "sms": "Hallo"}}}
    with pytest.raises(Invalid) as wrong:
        compile_template("t", SPEC | german | {"experiment": HALVES})
    assert "in each language" in str(wrong.value)


def test_what_others_tell_of_experiments_is_no_variant_of_anybody() -> None:
    said = {"experiment_id": "template:t", "variation_id": "short"}
    assert "experiments" not in facets.of(an_event("Experiment Viewed", properties=said))
