"""The example of docs/journeys.md is a journey, and its table of steps is whole."""

import re

import yaml

from segue.console.icons import step_icon
from segue.console.journeys import flow_words
from segue.journeys.compiling import compile_journey
from segue.journeys.drawing import stations
from segue.journeys.steps import STEPS
from segue_tools.places import ROOT

TEXT = (ROOT / "docs" / "journeys.md").read_text()
EXAMPLE = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[0])


def test_the_example_compiles_and_leads_from_the_first_step_to_the_last() -> None:
    journey = compile_journey("left", EXAMPLE)
    met = [one.id for one in stations(journey)]
    assert set(met) == set(journey.steps)
    assert (met[0], met[-1]) == ("quiet", "ring")


def test_every_step_is_explained() -> None:
    assert not [one for one in STEPS if f"`{one}: " not in TEXT]


def test_every_step_has_its_words_and_its_icon_in_the_console():
    assert STEPS.keys() == flow_words.STEPS.keys()
    assert not [one for one in STEPS if step_icon(one) == step_icon("nothing that is known")]
