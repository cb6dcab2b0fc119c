"""The catalogues of texts: current, complete, and with the same fields in every language."""

import re

import pytest
from babel.messages.pofile import read_po

from segue.languages.texts import ENGLISH, FOLDER, LANGUAGES
from segue_tools.texts import gathering, untold

# What looks like words and is none for staff, or is the same in every language: where it stands, and how it begins.
SAME_EVERYWHERE = {
    "names of classes, kinds and programs": (
        *(("clause_forms.py", "Row"), ("clause_words.py", "Clause"), ("flow_pictures.py", "Station")),
        *(("measure_pages.py", "Athena"), ("measure.html", "SQL")),
    ),
    "headers, cookies, patterns and classes of style": (
        *(("assets.py", "public"), ("proofs.py", "sandbox"), ("visits.py", "; ")),
        *(("clause_texts.py", "[A-Za-z]"), ("copy_parts.py", "^( *)"), ("copy_fields.py", "[A-Za-z]")),
        *(("texts.py", "[A-Za-z0-9_]"), ("views.py", "/sources")),
        *(("inbox.html", "narrow"), ("talk.html", "narrow")),
    ),
    "what is to be typed, or an example of it": (
        *(("case.html", "firstName"), ("imports.html", "segue"), ("source.html", "segue"), ("keys.html", "https:")),
        *(("playbook_new.html", "lapsed"), ("answer_words.py", "Amy")),
        *(("own_factor.html", "otpauth:"), ("own_factor.html", "?secret"), ("own_factor.html", "&issuer")),
    ),
    "a file of the playbook begins in English": tuple(
        ("skeletons.py", begins) for begins in ("name:", "subject:", "title:", "event:")
    ),
    "kept in the audit trail, the feed or the versions as it is": (
        *(("bringing.py", "everybody in"), ("connecting.py", "secret of"), ("connecting.py", ", the one before")),
        *(("live.py", "not sent:"), ("suggesting.py", "not the same"), ("versions.py", "back to")),
    ),
    "read by programs: the console shows a page of its own": (
        *(("revealing.py", "say why"), ("speaking.py", "The console")),
    ),
}
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
    assert [one for one in untold.found() if not _known(one)] == []


def test_what_may_be_said_in_english_alone_is_still_said():
    found = untold.found()
    gone = [place for some in SAME_EVERYWHERE.values() for place in some if not any(_is(one, place) for one in found)]
    assert gone == []


def _known(one):
    return any(_is(one, place) for some in SAME_EVERYWHERE.values() for place in some)


def _is(one, place):
    return one.file == place[0] and one.text.strip().startswith(place[1].strip())


def _kept(one):
    """Whether each form has the fields, tags and outer spaces of one of the English forms."""
    ours = one.id if isinstance(one.id, tuple) else (one.id,)
    theirs = one.string if isinstance(one.string, tuple) else (one.string,)
    every = [_parts(text) for text in ours]
    return all(_parts(text) in every for text in theirs)


def _parts(text):
    spaces = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return sorted(FIELD.findall(text)), sorted(TAG.findall(text)), spaces
