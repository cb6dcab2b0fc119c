"""No template runs for ever, fills the memory, or reads what it should not."""

import pytest

from segue.errors import Refused
from segue.messaging.liquids import STEPS
from segue.messaging.rendering import render

MANY = "{% for a in (1..900) %}x{% endfor %}"


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in (1..1001) %}x{% endfor %}",
        "{% for a in (1..99) %}{% for b in (1..99) %}x{% endfor %}{% endfor %}",
        MANY * (STEPS // 900 + 1),
        "{{ x | replace: 'x', x | replace: 'x', x }}",
        "{% assign y = x | split: '' | join: x %}",
        "{% for a in (1..900) %}{{ x }}{% endfor %}",
        "{% assign y = x | append: x | append: x %}{% assign z = y | append: y %}",
        "{{ nothing.at.all }}",
        "{{ x.__class__ }}",
    ],
)
def test_what_takes_too_long_or_is_not_there_sends_nothing(text: str) -> None:
    with pytest.raises(Refused) as refused:
        render({"sms": text}, ["sms"], {"x": "x" * 3000})
    assert refused.value.reason == "template-error"


def test_what_a_filter_makes_is_bounded() -> None:
    with pytest.raises(Refused, match="too long"):
        render({"sms": "{{ x | append: x }}"}, ["sms"], {"x": "x" * 150_000})


def test_a_template_of_ordinary_size_is_rendered() -> None:
    text = "{% for a in (1..100) %}{{ a | times: 2 | append: ',' }}{% endfor %}{{ 'a-b' | replace: '-', '+' }}"
    assert render({"sms": text}, ["sms"], {})["sms"].endswith("198,200,a+b")
    assert render({"sms": "{{ l | join: ', ' }}"}, ["sms"], {"l": ["a", "b"]})["sms"] == "a, b"
