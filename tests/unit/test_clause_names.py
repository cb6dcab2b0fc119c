"""Conditions are told in every language of the console: operators, what they ask, their settings and choices."""

import pytest

from segue.console.segments.clause_slots import shapes
from segue.console.segments.clause_subjects import subjects
from segue.console.segments.clause_units import unit
from segue.console.segments.clause_words import clauses, sentence
from segue.console.words import label
from segue.languages.texts import ENGLISH, LANGUAGES, catalogue, speaking

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
SAME = {"RFM", "Support", "Payment fingerprint", "Medium"}
CHANNELS = {"email", "phone", "sms", "whatsapp", "messenger", "instagram", "x", "push", "inapp", "webhook", "helpdesk"}


def names():
    """Everything that a form of clauses shows of the operators."""
    for name, shape in shapes().items():
        slots = [one for one in (shape.value, *shape.settings) if one]
        yield from (label(name), str(shape.about))
        yield from (label(one.name.replace(".", "_")) for one in shape.settings)
        yield from (label(one) for slot in slots for one in slot.choices if one not in CHANNELS and "_id" not in one)


@pytest.mark.parametrize("code", OTHERS)
def test_each_operator_has_its_words(code):
    known = catalogue(code)
    assert sorted({one for one in names() if known.gettext(one) == one} - SAME) == []


def test_a_form_offers_every_operator_under_a_subject_in_words_of_its_own():
    offered = [one for _title, group in subjects() for one in group]
    assert sorted(one.key for one in offered) == sorted(shapes())
    assert [one.key for one in offered if one.name in {one.key, label(one.key)}] == []


def test_a_number_of_a_form_says_in_what_it_counts():
    slots = [(name, one) for name, shape in shapes().items() for one in shape.settings if one.kind == "number"]
    silent = {(name, one.name) for name, one in slots if not unit(name, one)}
    assert silent == {(name, one) for name in ("trait", "predicted") for one in ("at_least", "at_most")}
    assert unit("ordered", shapes()["ordered"].settings[0]) == "orders"


def test_a_condition_is_told_in_german():
    spec = {"all": [{"ordered": {"at_least": 2, "within": "30d"}}, {"not": {"cart": "open"}}]}
    with speaking("de"):
        assert sentence(spec) == "alles davon: Bestellt: mindestens 2, Zeitraum 30 Tage; nichts davon: Warenkorb offen"
        assert str(clauses(spec).text) == "Alles davon"
    assert sentence(spec) == "all of these: Ordered: at least 2, within 30 days; not this: Cart open"


def test_what_a_customer_has_named_is_told_as_it_is():
    with speaking("de"):
        assert sentence({"trait": "status", "equals": "open"}) == "Merkmal status ist open"
