"""The pictures of docs/concepts.md: as they would be drawn, on the page, inside their frame, told to who cannot see."""

import re

import pytest

from segue_tools.concepts import FOLDER, WIDTH, drawn, written
from segue_tools.places import ROOT

PAGE = (ROOT / "docs" / "concepts.md").read_text()
SHOWN = re.compile(r"!\[([^\]]+)\]\(images/concepts/([\w-]+)\.svg\)")
LETTER = {"name": 8.4, "below": 6.6}  # points of a wide letter


def test_what_is_committed_is_what_would_be_drawn():
    """`python -m segue_tools.concepts` writes them."""
    assert {one.stem: one.read_text() for one in FOLDER.glob("*.svg")} == written()


def test_every_picture_stands_on_the_page_once_with_words_for_it():
    assert sorted(name for _, name in SHOWN.findall(PAGE)) == sorted(drawn())
    assert [name for words, name in SHOWN.findall(PAGE) if len(words) < 40] == []


@pytest.mark.parametrize("name", drawn())
def test_words_fit_into_their_boxes_and_boxes_into_the_picture(name):
    one = drawn()[name]
    for (x, y, wide, high), _, *words in one["boxes"]:
        assert x >= 0, words
        assert x + wide <= WIDTH / 20, words
        assert y + high <= one["high"], words
        for said, letter in zip(words, LETTER.values(), strict=False):
            assert len(said) * letter <= wide * 20, said


@pytest.mark.parametrize("name", drawn())
def test_a_picture_is_told_and_follows_dark(name):
    text = written()[name]
    assert len(drawn()[name]["told"]) > 80
    assert "prefers-color-scheme:dark" in text
    assert 'role="img"' in text
