"""The starter playbook compiles and renders; a wrong one says all that is wrong with it."""

from pathlib import Path

import pytest

from segue import facets
from segue.contact_points import CHANNELS
from segue.errors import Invalid, Refused
from segue.intake.sources import compile_source
from segue.messaging.links import leading
from segue.messaging.rendering import render
from segue.playbook import POLICIES, BadPlaybook, compile_playbook
from segue.profile.describing import described
from segue.profile.profiles import Profile
from tests.builders import an_add

STARTER = Path(__file__).resolve().parents[2] / "layers" / "playbook"
PARTS = CHANNELS["email"].parts
FILES = {path.relative_to(STARTER).as_posix(): path.read_text() for path in sorted(STARTER.glob("*/*.yaml"))}


def the_facts(**cart: object) -> dict:
    person = Profile(
        "a_1",
        facets.absorb({}, [an_add(name="Tent <2>", variant="Blue", image_url="https://shop.example/t.jpg")]),
        ("a_1",),
    )
    shop = {"name": "A shop", "cart_url": "https://shop.example/cart"}
    said = described(person)["carts"][0] | cart
    return {"person": {"traits": {}}, "cart": said, "shop": shop, **leading("https://shop.example/u/1")}


def test_the_starter_playbook_compiles() -> None:
    made = compile_playbook(FILES)
    assert set(made["segment"]) >= {"open-cart", "abandoned-cart"}
    assert set(made["journey"]) >= {"abandoned-cart"}


def test_the_starter_shows_every_policy() -> None:
    assert compile_playbook(FILES)["policy"].keys() == POLICIES.keys()


def test_the_cart_mail_shows_product_picture_price_and_a_link_back() -> None:
    mail = render(compile_playbook(FILES)["template"]["abandoned-cart"], PARTS, the_facts())
    assert mail["subject"] == "Your Tent <2> is waiting"
    for part in ("Tent &lt;2&gt;, Blue", "https://shop.example/t.jpg", "10.50 EUR", "https://shop.example/cart"):
        assert part in mail["html"]
    assert "https://shop.example/u/1" in mail["html"]
    assert "https://shop.example/u/1" in mail["text"]


def test_a_fact_that_is_missing_sends_nothing() -> None:
    template = compile_playbook(FILES)["template"]["abandoned-cart"]
    with pytest.raises(Refused):
        render(template, PARTS, {"person": {"traits": {}}})


def test_a_template_that_runs_away_is_stopped() -> None:
    endless = "{% for a in (1..9999) %}{% for b in (1..9999) %}x{% endfor %}{% endfor %}"
    with pytest.raises(Refused):
        render({"subject": "s", "html": endless, "text": "t"}, PARTS, {})


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("segments/x.yaml", "when: {cart: [", "expected"),
        ("segments/x.yaml", "when: {carts: open}", "unknown condition 'carts'"),
        ("rule/x.yaml", "a: 1", "a file is named"),
        ("segments/x.yml", "a: 1", "did you mean `segments/x.yaml`?"),
        ("journeys/x.yaml", "entry: {a: [b]}\nsteps: [{send: {template: no, channel: email, purpose: m}}]", ""),
        ("templates/x.yaml", "subject: s\ntext: t\nmjml: <mjml><mj-body><mj-foo/></mj-body></mjml>", "mj-foo"),
        ("templates/x.yaml", "subject: '{% if %}'\ntext: t\nmjml: <mjml><mj-body></mj-body></mjml>", "subject"),
        ("policies/consent.yaml", "email/marketing: perhaps", "ask-first"),
        ("sources/x.yaml", "provider: hmac\nchanel: any", "did you mean `channel`?"),
        ("templates/x.yaml", "subject: s\nhtml: <p>Hi</p>", "`html`; it knows `subject`, `mjml`, "),
        ("sources/x.yaml", "provider: shopify", "channel"),
        ("policies/carts.yaml", "several: merge", "`several` is one of"),
        ("policies/cart.yaml", "several: add_up", "there is no policy 'cart'; did you mean `carts`?"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(path: str, text: str, message: str) -> None:
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook({**FILES, path: text})
    problems = [one for one in wrong.value.problems if one["file"] == path]
    assert problems
    assert message in problems[0]["message"]


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook({"segments/a.yaml": "x", "segments/b.yaml": "when: {}"})
    assert [one["file"] for one in wrong.value.problems] == ["segments/a.yaml", "segments/b.yaml"]


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"provider": "shopify"}, "a source names its `provider` and its `channel`"),
        ({"provider": "shopify", "channel": "my.shop"}, "the `channel` of a source has no dot in its name"),
        ({"provider": "shopify", "channel": "web", "options": 7}, "`options` is a mapping"),
    ],
)
def test_a_source_that_nobody_understands_is_refused_with_words(spec: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid) as refused:
        compile_source("shop", spec)
    assert (refused.value.reason, refused.value.detail) == ("bad-source", words)
