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
made = Translator({}, Parser(), None, session).translate(json.load(sys.stdin), said)
json.dump(made["Resources"], sys.stdout)
"""


def translated(changed=""):
    """What the template becomes where this layer has other contents than before."""
    if not MINISTACK.exists():
        pytest.skip("SAM's translator is not installed: make tools")
    given = copy.deepcopy(template())
    for name, one in given["Resources"].items():
        place = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}.get(one["Type"])
        if place:
            one["Properties"][place] = f"s3://artifacts/{name}{'-changed' if name == changed else ''}"
    command = [str(MINISTACK), "-c", TRANSLATE]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@cache
def made():
    return translated()


def of(kind, of_what=None):
    """Properties of what is made, by logical id."""
    every = (of_what or made()).items()
    return {name: one.get("Properties", {}) for name, one in every if one["Type"] == kind}
