"""The placements of the recipes: what two visitors see there."""

import re

import pytest

from segue_tools.places import ROOT
from tests.handlers.recipe_pictures import pictures
from tests.handlers.recipe_viewers import VIEWERS, seen
from tests.recipes import chapters

PICTURES = ROOT / "docs" / "images" / "recipes"
EXPECTED = {
    "Hero, by where somebody stands": [("cart", "Your Tent is still here"), ("fallback", "New for the autumn")],
    "A guide for who reads": [("cameras", "Which camera for which light"), ("camping", "Which tent for which trip")],
    "Complete the set": [("set", "Goes with it"), (None, None)],
    "Somebody is on it": [("waiting", "We are on it"), ("fallback", "Questions?")],
    "Two promises, compared": [("returns", "Send it back within 100 days"), ("repair", "We repair what we sell")],
}


def test_every_placement_of_the_recipes_has_two_viewers():
    assert EXPECTED.keys() == VIEWERS.keys() == chapters("placements").keys()
    assert [title for title, text in chapters("placements").items() if "**Watch**" not in text] == []


@pytest.mark.parametrize("title", EXPECTED)
def test_two_visitors_see_what_the_recipe_says(title):
    found = seen(title)
    assert [(one.variant, one.content and one.content["title"]) for one in found] == EXPECTED[title]
    if title == "Complete the set":
        assert [one["title"] for one in (found[0].content or {})["items"]] == ["Pegs", "Mat"]


def test_the_pictures_of_the_recipes_are_drawn_as_they_stand_there():
    """`python -m tests.handlers.recipe_pictures docs/images/recipes` draws them; colours may change by themselves."""
    there = {one.name: one.read_text().partition("</style>")[2] for one in PICTURES.iterdir()}
    assert there == {name: text.partition("</style>")[2] for name, text in pictures()}
    said = "".join(text for page in ("journeys", "placements") for text in chapters(page).values())
    assert {*re.findall(r"\(\.\./images/recipes/([\w.-]+)\)", said)} == there.keys()
