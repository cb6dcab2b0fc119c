"""The catalogues of texts: current, complete, and with the same fields in every language."""

import re

import pytest
from babel.messages.pofile import read_po

from segue.languages.texts import ENGLISH, FOLDER, LANGUAGES
from segue_tools.texts import gathering, untold
ENGLISH_ALONE = []

CODES = [one for one in LANGUAGES if one != ENGLISH]
FIELD = re.compile(r"%\((\w+)\)s|\{(\w*)\}")
TAG = re.compile(r"</?([a-z0-9]+)")


def catalog(code):
    with (FOLDER / f"{code}.po").open("rb") as file:
        return [one for one in read_po(file, locale=code) if one.id]


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_is_what_make_texts_would_write(code):
    path = FOLDER / f"{code}.po"
    assert path.read_bytes() == gathering.updated(path, code)[1]


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_told_in_every_language(code):
    lacking = [one.id for one in catalog(code) if not gathering.complete(one.string) or one.fuzzy]
    assert lacking == []


@pytest.mark.parametrize("code", CODES)
def test_every_text_keeps_its_fields_and_its_tags(code):
    wrong = [one.id for one in catalog(code) if not _kept(one)]
    assert wrong == []


def test_the_console_says_nothing_in_english_alone():
    found = {(one.file, one.text) for one in untold.found()}
    assert found == set(ENGLISH_ALONE)


def _kept(one):
    """Whether each form has the fields, tags and outer spaces of one of the English forms; the first may leave its number out."""
    ours = one.id if isinstance(one.id, tuple) else (one.id,)
    theirs = one.string if isinstance(one.string, tuple) else (one.string,)
    every = [_parts(text) for text in ours]
    return all(_parts(text) in every for text in theirs)


def _parts(text):
    spaces = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return sorted(FIELD.findall(text)), sorted(TAG.findall(text)), spaces
