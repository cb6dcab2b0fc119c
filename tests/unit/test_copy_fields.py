"""The words of a message as fields: found where they stand, and written back there and nowhere else."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from segue.console.playbook.copy_fields import fields_of, written
from segue.console.playbook.skeletons import SKELETONS
from tests.handlers.starter import starter_files

STARTER = starter_files()["templates/abandoned-cart.yaml"]
NEW = SKELETONS["templates"]
LOCALES = """\
subject: "One: two"  # a note
text: |
  Hello

  Bye
locales:
  de:
    subject: Ein Betreff # hm
    text: 'It''s'
"""
LETTERS = st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"], blacklist_characters="<>{}\ufeff")
WORDS = st.text(LETTERS, min_size=1, max_size=30)


@pytest.mark.parametrize("text", [STARTER, NEW, LOCALES], ids=["starter", "new", "locales"])
def test_what_nobody_changes_stays_as_it_was(text):
    values = {one.name: one.value for one in fields_of(text)}
    assert len(values) > 3
    assert written(text, values, values) == text
    assert written(text, {name: value.replace("\n", "\r\n") for name, value in values.items()}, values) == text


def test_fields_are_called_after_what_they_are():
    assert [one.label for one in fields_of(NEW)] == [
        "Subject",
        "Preview text",
        "Headline",
        "Text",
        "Button",
        "Plain text",
    ]
    assert {"SMS", "Push · Title", "In-app · Title"} <= {one.label for one in fields_of(STARTER)}
    told = [(one.part, one.label) for one in fields_of(LOCALES)][2:]
    assert told == [("German", "Subject"), ("German", "Plain text")]


def test_what_is_worked_out_for_each_reader_or_has_tags_is_no_field():
    rows = starter_files()["fragments/items.yaml"]
    assert [one.label for one in fields_of(rows)] == ["Plain text"]
    linked = NEW.replace("What you want to say.</mj-text>", "What <b>you</b> want to say.</mj-text>")
    assert not [one for one in fields_of(linked) if one.label == "Text"]


def test_the_words_that_a_template_gives_to_its_frame_are_fields():
    labels = {one.label: one.value for one in fields_of(STARTER) if not one.part}
    assert labels["Preview text"] == "Everything is still in your cart."
    assert labels["Why they get it"].startswith("You get this because")


@given(st.sampled_from([NEW, LOCALES]), st.integers(0, 5), WORDS)
def test_a_changed_field_says_what_was_typed_and_the_others_what_they_said(text, number, value):
    fields = fields_of(text)
    one = fields[number % len(fields)]
    after = written(text, {one.name: value}, {one.name: one.value})
    assert yaml.safe_load(after)
    again = {other.name: other.value for other in fields_of(after)}
    kept = {other.name: other.value for other in fields if other.name != one.name}
    assert {name: said for name, said in again.items() if name != one.name} == kept
    assert " ".join((again.get(one.name) or value).split()) == " ".join(value.split())


def test_what_xml_keeps_for_itself_is_escaped_and_placeholders_are_not():
    after = written(NEW, {"mjml.1": "Now < & {% if a < b %}{{ c }}{% endif %}"}, {})
    assert "Now &lt; &amp; {% if a < b %}{{ c }}{% endif %}</mj-text>" in after


def test_somebody_elses_change_of_the_text_is_not_taken_back_by_a_field_that_stayed():
    changed = NEW.replace("A headline", "Another one")
    was = {one.name: one.value for one in fields_of(NEW)}
    assert written(changed, was, was) == changed
