"""Records of processing say what the playbook says, the same each time."""

import json
from functools import cache
from typing import Any

import pytest

from segue.archive.columns import EVENTS
from segue.playbook import compile_playbook
from segue.records.gathering import records
from segue.records.writing import FILES, written
from segue_tools.playbooks import starter_files

PLAN = "event: Product Added\nschema: {properties: {price: {type: number}}}\n"
CALL = """\
entry: {detail-type: [OrderPlaced]}
steps:
  - call: {url: "https://erp.example/orders", secret: erp, body: {tier: {trait: plan}}}
"""
MORE = {
    "policies/sensitive.yaml": "traits: {allergies: {sensitive: health}}\n",
    "policies/retention.yaml": "messages: 500\n",
    "plans/added.yaml": PLAN,
}


@cache
def starter() -> dict[str, Any]:
    """Of the starter playbook."""
    return records(compile_playbook(starter_files()))


def changed(**files: str) -> dict[str, Any]:
    """Of the starter with other files."""
    return records(compile_playbook(starter_files() | files))


def test_the_same_playbook_gives_the_same_bytes() -> None:
    again = records(compile_playbook(dict(reversed(starter_files().items()))))
    assert {name: written(again, name) for name in FILES} == {name: written(starter(), name) for name in FILES}


def test_what_the_playbook_changes_the_records_change() -> None:
    found = changed(**MORE)
    assert found["playbook"] != starter()["playbook"]
    assert [one["trait"] for one in found["data"]["sensitive"]] == ["allergies"]
    assert {one["class"]: one["days"] for one in found["limits"]}["messages"] == 500
    assert found["data"]["events"] == [{"event": "Product Added", "fields": ["price"]}]
    special = next(one for one in found["assessment"] if "special" in one["question"])
    assert special["says"][0].startswith("allergies (health): encrypted")


def test_every_source_carrier_and_program_is_in_it() -> None:
    found = changed(**{"journeys/erp.yaml": CALL})
    names = {one["name"] for one in found["sources"]}
    assert names >= {"web", "shopify", "stripe", "zendesk"}
    who = {one["name"]: one["who"] for one in found["recipients"]}
    assert who.items() >= {"email": ["ses"], "inapp": [], "erp.example": ["erp.example"]}.items()
    assert who["sms"] == ["aws_sms", "sns", "twilio"]


def test_every_purpose_says_why_on_what_basis_with_what_data_and_for_how_long() -> None:
    names = [one["name"] for one in starter()["processing"]]
    assert {"Messages: marketing", "Messages: transactional", "Customer service"} <= {*names}
    classes = {one["class"] for one in starter()["limits"]}
    for one in starter()["processing"]:
        assert all(one[part] for part in ("why", "basis", "people", "data", "kept", "by"))
        assert {*one["kept"]} <= classes
    marketing = next(one for one in starter()["processing"] if one["name"] == "Messages: marketing")
    assert "SMS" in marketing["basis"].partition(": consent, asked for first")[0]


def test_what_no_configuration_can_know_is_asked() -> None:
    assert all(one["open"].startswith("OPEN QUESTION: ") for one in starter()["assessment"])
    assert starter()["transfers"].startswith("OPEN QUESTION")
    without = {name: one for name, one in starter_files().items() if name != "policies/shop.yaml"}
    assert records(compile_playbook(without))["controller"]["name"] == "OPEN QUESTION"


@pytest.mark.parametrize("name", ["records.html", "records.md"])
def test_a_name_of_the_shop_s_own_is_no_markup(name: str) -> None:
    found = written(changed(**{"policies/shop.yaml": "name: '<b>|Evil|`x`'\nurl: https://shop.example\n"}), name)
    assert "<b>" not in found.replace("\\<b\\>", "")


def test_the_files_have_the_map_and_every_section() -> None:
    page, text = written(starter(), "records.html"), written(starter(), "records.md")
    assert "<script" not in page
    assert page.count("<rect") > 40 < text.count(" --> ")
    for one in starter()["assessment"]:
        assert f"### {one['question']}" in text
    assert json.loads(written(starter(), "records.json")) == starter()


def test_measures_are_recorded_with_what_the_archive_holds() -> None:
    record = next(one for one in starter()["processing"] if one["kept"] == ["archive", "results"])
    held = {"agent": "staff ids", "conversation": "conversations", "score": "answers to surveys", "outcome": "consent"}
    assert held.keys() <= EVENTS.keys()
    assert set(held.values()) <= set(record["data"])
    assert record["people"] == ["customers and visitors", "staff"]
