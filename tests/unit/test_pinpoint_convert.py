"""Pinpoint's segments and journeys as playbook text: what can be said whole, and a report of the rest."""

import json
from typing import Any

import pytest

from segue.playbook import compile_playbook
from segue_tools.api import Refused
from segue_tools.cli import parser
from segue_tools.pinpoint import Missing, converted, items, waited
from tests.handlers.starter import starter_files

GOLD = {"tier": {"AttributeType": "INCLUSIVE", "Values": ["gold"]}}
STAFF = {"staff": {"AttributeType": "EXCLUSIVE", "Values": ["yes"]}}
LOYAL = {"Id": "s1", "Name": "Loyal & Gold", "SegmentType": "DIMENSIONAL"}
GROUP = {"Type": "ALL", "Dimensions": [{"UserAttributes": {**GOLD, **STAFF}}]}
LOYAL |= {"SegmentGroups": {"Include": "ALL", "Groups": [GROUP]}}
WAIT = {"Wait": {"WaitTime": {"WaitFor": "PT36H"}, "NextActivity": "b"}}
MAIL = {"EMAIL": {"TemplateName": "Abandoned cart"}}
JOURNEY: dict[str, Any] = {"Name": "Thanks", "StartCondition": {"SegmentStartCondition": {"SegmentId": "s1"}}}
JOURNEY |= {"StartActivity": "a", "Activities": {"a": WAIT, "b": MAIL}, "QuietTime": {"Start": "22:00", "End": "07:00"}}


def test_what_can_be_said_compiles_with_the_starter_playbook(tmp_path) -> None:
    (tmp_path / "s.json").write_text(json.dumps({"SegmentsResponse": {"Item": [LOYAL]}}))
    (tmp_path / "j.json").write_text(json.dumps({"JourneysResponse": {"Item": [JOURNEY]}}))
    said = parser().parse_args(["pinpoint", "convert", str(tmp_path), str(tmp_path / "out")])
    said.act(said)
    names = ("segments/loyal-gold.yaml", "journeys/thanks.yaml")
    made = {one: (tmp_path / "out" / one).read_text() for one in names}
    compile_playbook({**starter_files(), **made})
    assert "wait: 36h" in made[names[1]]
    assert "QuietTime" in (tmp_path / "out" / "report.md").read_text()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"Dimensions": {"Behavior": {"Recency": {"Duration": "DAY_30"}}}}, "Behavior"),
        ({"Dimensions": {"Attributes": {**GOLD, "age": {"AttributeType": "AFTER", "Values": ["1"]}}}}, "AFTER"),
        ({"SegmentGroups": {"Groups": [{"SourceSegments": [{"Id": "s2"}]}]}}, "made of segments"),
        ({"SegmentType": "IMPORT"}, "imported list"),
        ({"Dimensions": {}}, "everybody"),
    ],
)
def test_a_segment_that_would_lose_a_condition_is_not_written_but_reported(said, why) -> None:
    found = converted([{"Id": "s2", "Name": "New", **said}])
    assert found.files == {}
    assert why in found.report[-1]


@pytest.mark.parametrize("activity", ["SMS", "ConditionalSplit", "RandomSplit", "Holdout", "ContactCenter"])
def test_a_journey_with_an_activity_that_has_no_counterpart_is_reported(activity) -> None:
    found = converted([LOYAL, {**JOURNEY, "Activities": {"a": {activity: {}}}}])
    assert list(found.files) == ["segments/loyal-gold.yaml"]
    assert any(f"the activity {activity}" in line for line in found.report)


def test_a_journey_from_an_event_or_round_and_round_is_reported() -> None:
    circle = {**JOURNEY, "Activities": {"a": {"Wait": {**WAIT["Wait"], "NextActivity": "a"}}}}
    event = {**JOURNEY, "Name": "Other", "StartCondition": {"EventStartCondition": {}}}
    found = converted([LOYAL, circle, event])
    assert sum("not converted" in line for line in found.report) == 2


def test_groups_of_none_are_a_not_and_of_any_an_any() -> None:
    groups = [{"Type": "NONE", "Dimensions": [{"Attributes": GOLD}, {"Attributes": STAFF}]}]
    (text,) = converted([{**LOYAL, "SegmentGroups": {"Include": "ANY", "Groups": groups}}]).files.values()
    assert text.index("not:") < text.index("any:") < text.index("trait: tier")


@pytest.mark.parametrize(("span", "text"), [("P1D", "1d"), ("PT90M", "90m"), ("P1DT12H", "36h"), ("PT30S", "30s")])
def test_waits_are_durations_of_the_playbook(span, text) -> None:
    assert waited(span) == text
    with pytest.raises(Missing):
        waited("P1M")


def test_what_is_neither_is_passed_over_and_an_empty_folder_is_refused(tmp_path) -> None:
    assert list(items({"ApplicationId": "x"})) == []
    said = parser().parse_args(["pinpoint", "convert", str(tmp_path), str(tmp_path / "out")])
    with pytest.raises(Refused):
        said.act(said)
