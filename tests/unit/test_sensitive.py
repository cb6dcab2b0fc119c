"""What may be declared sensitive, and where the playbook may ask for it."""

from typing import Any

import msgspec
import pytest

from segue.deliveries import Delivery, Parsed, Rejected
from segue.errors import Invalid
from segue.intake.quarantine import record_id
from segue.intake.sealing import LEFT_OUT, Sealing
from segue.playbook import BadPlaybook, compile_playbook
from segue.sealed import COVER, covered, is_sealed
from segue.sensitive.declaring import sensitive_policy
from tests.builders import an_event, an_identify

DECLARED = """\
traits:
  sugar: {sensitive: health}
  income: {sensitive: finances, usable_in: [templates]}
"""
POLICY = {"policies/sensitive.yaml": DECLARED}
NAMES = sensitive_policy({"traits": {"sugar": {"sensitive": "health"}}})
TOKEN = "sealed.1.health.d3JhcHBlZA.Ym94"


def sealing() -> Sealing:
    """Seals to the same text."""
    return Sealing(lambda: NAMES, lambda *_: TOKEN)


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({"sugar": {"sensitive": "healthy"}}, "did you mean `health`"),
        ({"sugar": {}}, "`sensitive` is one of"),
        ({"email": {"sensitive": "health"}}, "read by the product itself"),
        ({"sugar": {"sensitive": "health", "usable_in": ["segments"]}}, "templates are all"),
        ({"sugar": {"sensitive": "health", "mask": 1}}, "does not know `mask`"),
        ([], "maps at most"),
    ],
)
def test_what_cannot_be_declared_is_refused_with_the_reason(traits: Any, said: str) -> None:
    if traits == []:
        traits = ["sugar"]
    with pytest.raises(Invalid, match=said):
        sensitive_policy({"traits": traits})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("segments/sweet.yaml", "when: {all: [{trait: sugar, at_least: 3}]}\n"),
        ("segments/rich.yaml", "when: {trait: income, at_least: 9}\n"),
        ("templates/note.yaml", "sms: 'Your {{ person.traits.sugar }}'\n"),
        ("templates/note.yaml", "sms: 'Your {{ person.traits[\"sugar\"] }}'\n"),
        (
            "templates/note.yaml",
            "subject: 'Your {{ person.traits.income }}'\ntext: t\nmjml: <mjml><mj-body></mj-body></mjml>\n",
        ),
    ],
)
def test_a_text_that_asks_for_a_sensitive_trait_is_refused_where_it_does(path: str, text: str) -> None:
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook({**POLICY, path: text})
    assert [one["file"] for one in wrong.value.problems] == [path]
    assert "is a sensitive trait" in wrong.value.problems[0]["message"]


def test_a_template_may_name_one_that_says_so() -> None:
    assert compile_playbook({**POLICY, "templates/note.yaml": "sms: 'Your {{ person.traits.income }}'\n"})["template"]


def test_values_are_sealed_in_all_places_and_once() -> None:
    said = {"sugar": "high", "plan": "gold", "none": None}
    event = msgspec.structs.replace(an_identify(), traits=said, context={"traits": {"sugar": 7}})
    (found,) = sealing()(Parsed(events=(event,))).events
    assert (found.traits, found.context["traits"]) == ({**said, "sugar": TOKEN}, {"sugar": TOKEN})
    assert sealing()(Parsed(events=(found,))).events == (found,)
    (told,) = sealing()(Parsed(events=(an_event(properties={"sugar": [1]}),))).events
    assert told.properties == {"sugar": TOKEN}


def test_taking_a_trait_away_is_not_sealed() -> None:
    event = msgspec.structs.replace(an_identify(), traits={"sugar": None})
    assert sealing()(Parsed(events=(event,))).events == (event,)


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b'{"a": {"sugar": "high"}}', b'{"a":{"sugar":"%s"}}' % TOKEN.encode()),
        (b'{"a": [{"\\u0073ugar": "high"}]}', b'{"a":[{"sugar":"%s"}]}' % TOKEN.encode()),
        (b'{"plan":  "gold"}', b'{"plan":  "gold"}'),
        (b'{"sugar": "hi', LEFT_OUT),
        (b"sugar=high", LEFT_OUT),
        (b"\xff\xfe", LEFT_OUT),
        (b"[" * 4000 + b'{"sugar": 1}', LEFT_OUT),
    ],
)
def test_what_nobody_understood_is_kept_without_it_and_under_the_same_id(body: bytes, kept: bytes) -> None:
    came = Rejected(Delivery("web", "segment", body), "odd")
    (found,) = sealing()(Parsed(rejected=(came,))).rejected
    assert found.delivery.body == kept
    assert record_id(found) == record_id(came)


def test_only_whole_tokens_are_sealed_and_all_are_covered() -> None:
    assert is_sealed(TOKEN)
    assert not any(map(is_sealed, ("sealed.1.", f"{TOKEN}!", f"x{TOKEN}", 7, None)))
    assert covered(f"{TOKEN}, {TOKEN[:20]} and plain") == f"{COVER}, {COVER} and plain"
    assert covered(f'"{TOKEN}"'.encode()) == f'"{COVER}"'.encode()
