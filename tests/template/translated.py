"""What AWS makes of the template, by SAM's own translator, which stands in the environment of the local AWS."""

import copy
import json
import os
import subprocess
from functools import cache

import pytest

from segue_tools.places import MINISTACK
from segue_tools.templates import template

TRANSLATE = """
import json, sys
import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
session = boto3.Session(region_name="us-east-1")
said = {"Deployments": "Canary10Percent30Minutes"}
made = [Translator({}, Parser(), None, session).translate(one, said)["Resources"] for one in json.load(sys.stdin)]
json.dump(made, sys.stdout)
"""


def translated(*changed):
    """What the template becomes where each of these layers has other contents than before; "" is none of them."""
    if not MINISTACK.exists():
        pytest.skip("SAM's translator is not installed: make tools")
    given = json.dumps([_uploaded(one) for one in changed])
    done = subprocess.run(
        [str(MINISTACK), "-c", TRANSLATE], input=given, capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def _uploaded(changed):
    given = copy.deepcopy(template())
    for name, one in given["Resources"].items():
        place = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}.get(one["Type"])
        if place:
            one["Properties"][place] = f"s3://artifacts/{name}{'-changed' if name == changed else ''}"
    return given


@cache
def made():
    return translated("")[0]


def of(kind, of_what=None):
    """Properties of what is made, by logical id."""
    every = (of_what or made()).items()
    return {name: one.get("Properties", {}) for name, one in every if one["Type"] == kind}
