"""The playbook's word on suggestions."""

from pathlib import Path

import pytest
import yaml

from segue.errors import Invalid
from segue.identity.suggesting import Bounds, bounds_of

STARTER = Path(__file__).resolve().parents[2] / "layers" / "playbook" / "policies" / "suggestions.yaml"


def test_the_starter_playbook_says_what_holds_without_it():
    assert bounds_of(yaml.safe_load(STARTER.read_text())) == bounds_of({}) == Bounds()


@pytest.mark.parametrize(
    ("spec", "word"),
    [
        ({"level": 0}, "level"),
        ({"level": 1001}, "level"),
        ({"level": 0.9}, "level"),
        ({"level": True}, "level"),
        ({"most": "many"}, "most"),
        ({"automatic": 999}, "automatic"),
        ({"limit": 3}, "limit"),
    ],
)
def test_a_wrong_policy_says_what_is_wrong(spec, word):
    with pytest.raises(Invalid, match=word):
        bounds_of(spec)
