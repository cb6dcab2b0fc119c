"""Nothing stands in `template.yaml` without a use."""

import json
import re
from dataclasses import fields

from segue.aws.settings import Settings
from segue.sensitive.declaring import CLASSES
from segue_tools.places import ROOT
from segue_tools.templates import functions, template
from tests.template import sources
from tests.template.test_template import TABLES, listed, statements

ASKED = re.compile(r"\b(?:client|AwsCall)\(\s*\"([a-z0-9-]+)\"")
WRITES = {"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:PartiQLInsert"}


def test_every_table_is_written_by_somebody():
    writing = [one for _, one in statements() if WRITES & set(listed(one["Action"]))]
    written = [arn for one in writing for arn in listed(one["Resource"])]
    assert not [name for name in TABLES if {"Fn::GetAtt": [name, "Arn"]} not in written]


def test_no_right_is_given_twice():
    every = [
        (name, action, json.dumps(arn))
        for name, one in statements()
        if "Condition" not in one
        for action in listed(one["Action"])
        for arn in listed(one.get("Resource", []))
    ]
    assert not {one for one in every if every.count(one) > 1}


def test_every_variable_is_a_setting_that_the_code_knows():
    variables = template()["Globals"]["Function"]["Environment"]["Variables"]
    classes = {f"{kind.upper()}_CLASS" for kind in CLASSES}
    assert set(variables) == {one.name.upper() for one in fields(Settings)} | classes


def test_what_sam_makes_of_events_takes_the_name_of_nothing_else():
    made = [f"{function}{event}" for function, one in functions().items() for event in one.get("Events", {})]
    assert not set(made) & template()["Resources"].keys()
    assert len(made) == len(set(made))


def test_the_layer_keeps_the_services_that_the_code_asks_for_and_no_others():
    asked = {name for file in sources.files("layers/segue") for name in ASKED.findall(file.read_text())}
    makefile = (ROOT / "layers/dependencies/Makefile").read_text().replace("\\\n", "")
    (kept,) = re.findall(r"^SERVICES := (.*)$", makefile, re.MULTILINE)
    assert {*kept.split()} == {*asked, "sts"}  # the SDK asks STS for itself
