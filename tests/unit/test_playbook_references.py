"""What one definition means of another is there, and is told where it is named."""

import pytest

from segue.playbook import BadPlaybook, compile_playbook
from segue.playbook.kinds import KINDS
from segue.playbook.references import lacking, named

TEMPLATE = "subject: s\ntext: t\nmjml: <mjml><mj-body></mj-body></mjml>\n"
JOURNEY = """\
entry:
  detail-type: [SegmentEntered]
  detail: {segment: [open-cart]}
each: cart
while: open-cart
steps:
  - wait: 1h
  - send: {template: remind, channel: email, purpose: marketing}
"""
GOOD = {
    "segments/open-cart.yaml": "when: {cart: open}\n",
    "templates/remind.yaml": TEMPLATE,
    "journeys/remind.yaml": JOURNEY,
}


def problems(files: dict[str, str]) -> list[tuple[str, int, int, str]]:
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook(files)
    return [tuple(one.values()) for one in wrong.value.problems]


def test_a_playbook_whose_parts_are_there_is_taken() -> None:
    assert set(compile_playbook(GOOD)["journey"]) == {"remind"}


def test_what_is_missing_is_told_where_it_is_named_with_what_was_meant() -> None:
    wrong = JOURNEY.replace("while: open-cart", "while: opencart").replace("template: remind", "template: remnid")
    assert problems({**GOOD, "journeys/remind.yaml": wrong}) == [
        ("journeys/remind.yaml", 5, 1, "there is no segment `opencart`; did you mean `open-cart`?"),
        ("journeys/remind.yaml", 8, 12, "there is no template `remnid`; did you mean `remind`?"),
    ]


def test_a_segment_that_an_entry_waits_for_must_be_there() -> None:
    wrong = JOURNEY.replace("[open-cart]", "[open-cart, open-card]")
    assert problems({**GOOD, "journeys/remind.yaml": wrong}) == [
        ("journeys/remind.yaml", 3, 33, "there is no segment `open-card`; did you mean `open-cart`?")
    ]


@pytest.mark.parametrize(
    ("channel", "place", "says"),
    [
        ("emial", (8, 30), "there is no channel `emial`; did you mean `email`?"),
        ("[email, pigeon]", (8, 47), "there is no channel `pigeon`"),
    ],
)
def test_a_channel_that_there_is_not_is_told_where_it_stands(channel: str, place: tuple, says: str) -> None:
    wrong = JOURNEY.replace("channel: email", f"channel: {channel}")
    assert problems({**GOOD, "journeys/remind.yaml": wrong}) == [("journeys/remind.yaml", *place, says)]


def test_segments_in_a_circle_are_refused_where_the_first_step_of_it_stands() -> None:
    a, b = "when:\n  in_segment: b\n", "when: {not: {in_segment: a}}\n"
    found = problems({"segments/a.yaml": a, "segments/b.yaml": b})
    assert [one[:3] for one in found] == [("segments/a.yaml", 2, 3), ("segments/b.yaml", 1, 14)]
    assert found[0][3] == "these segments go round in a circle: a → b → a"


def test_signals_of_others_may_name_what_they_like() -> None:
    theirs = JOURNEY.replace("SegmentEntered", "SurveyAnswered").replace("[open-cart]", "[theirs]")
    assert compile_playbook({**GOOD, "journeys/remind.yaml": theirs})


STEPS = {
    "entry": {"schedule": {"segment": "a"}},
    "while": "b",
    "exits": [{"segment": "c"}, {"when": {"not": {"in_segment": "d"}}}],
    "where": {"any": [{"in_segment": "e"}]},
    "steps": [
        {"split": {"when": {"segment": "f"}, "then": [{"start": "j1"}], "otherwise": [{"stop": "j2"}]}},
        {"split": {"shares": [{"share": 50, "steps": [{"send": {"template": "t1"}}]}]}},
        {"hold": {"until": {"segment": "g"}, "then": [{"survey": {"template": "t2"}}]}},
        {"wait": {"until": {"segment": 7}}},
    ],
}


def test_names_are_found_wherever_a_journey_has_them() -> None:
    found = named("journey", STEPS)
    assert {one.key for one in found} == {*"abcdefg", "j1", "j2", "t1", "t2"}
    assert {one.key: one.kind for one in found}["j2"] == "journey"
    assert {one.key: one.path for one in found}["j1"] == ("steps", 0, "split", "then", 0, "start")


def test_segments_that_go_round_in_a_circle_are_told_with_the_way() -> None:
    said = {kind: {} for kind in KINDS}
    said["segment"] = {
        "a": {"when": {"in_segment": "b"}},
        "b": {"when": {"any": [{"cart": "open"}, {"in_segment": "c"}]}},
        "c": {"when": {"in_segment": "a"}},
        "d": {"when": {"in_segment": "a"}},
    }
    found = list(lacking(said, {**said, "segment": {}}))
    assert [one.file for one in found] == ["segments/a.yaml", "segments/b.yaml", "segments/c.yaml"]
    assert found[0].path == ("when", "in_segment")
    assert found[1].message.endswith("in a circle: b → c → a → b")


def test_what_is_missing_is_told_beside_other_mistakes() -> None:
    found = problems({"journeys/x.yaml": "entry: 7\nwhile: nobody\nsteps: []\n"})
    assert [one[3] for one in found] == [
        "an event pattern is a mapping of fields to lists of values",
        "there is no segment `nobody`",
        "`steps` is a list with at least one step",
    ]


def test_a_file_that_cannot_be_read_is_there_all_the_same() -> None:
    found = problems({**GOOD, "segments/open-cart.yaml": "when: ["})
    assert [one[0] for one in found] == ["segments/open-cart.yaml"]


SMS = {"templates/bye.yaml": "sms: Bye\n"}


@pytest.mark.parametrize(
    ("words", "place", "says"),
    [
        ("{stop: bey}", (2, 4), "there is no template `bey`; did you mean `bye`?"),
        ("{stop: bye, help: remind}", (2, 15), "there is no sms in template remind"),
    ],
)
def test_what_keywords_are_answered_with_must_be_there_and_say_something(words: str, place: tuple, says: str) -> None:
    files = {**GOOD, **SMS, "policies/keywords.yaml": f"sms:\n  {words}\n"}
    assert problems(files) == [("policies/keywords.yaml", *place, says)]


def test_where_the_provider_answers_no_template_is_meant() -> None:
    files = {**GOOD, **SMS, "policies/keywords.yaml": "sms: {stop: bye, help: provider}\n"}
    assert compile_playbook(files)["policy"]["keywords"]
