"""The command line and the scripts of the first hour, against the local stack."""

import json
import os
import subprocess
import sys
import time

import pytest

from segue_tools.places import ROOT

pytestmark = pytest.mark.thorough

AFTER = "from segue_tools.cloud import configured; from segue_tools.deploy import after; after(configured())"
CLI = "from segue_tools.cli import main; main()"


@pytest.fixture(scope="module")
def run(outputs, token, tmp_path_factory):
    """`run(code, "plan", "folder")` runs Python with arguments, signed in as an administrator."""
    session = tmp_path_factory.mktemp("session") / "session.json"
    known = {"api": outputs["api"], "token": token("admin"), "until": int(time.time()) + 600}
    session.write_text(json.dumps(known))
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": outputs["region"]}
    ours = {"PYTHONPATH": "layers/segue:tools", "SEGUE_SESSION": str(session)}
    variables = os.environ | keys | ours | {"AWS_ENDPOINT_URL": outputs["aws_endpoint"]}
    settings = {"cwd": ROOT, "env": variables, "text": True, "check": False}

    def go(code, *words, said=""):
        command = [sys.executable, "-c", code, *map(str, words)]
        done = subprocess.run(command, input=said, capture_output=True, **settings)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return go


def test_definitions_come_as_text_and_go_back_as_text(run, tmp_path):
    assert "files in" in run(CLI, "pull", tmp_path)
    assert (tmp_path / "segments" / "open-cart.yaml").read_text()
    assert run(CLI, "plan", tmp_path) == "Nothing would change.\n"
    assert run(CLI, "apply", tmp_path) == "Nothing has changed.\n"


def test_a_plan_shows_the_difference_and_changes_nothing(run, tmp_path):
    run(CLI, "pull", tmp_path)
    changed = tmp_path / "segments" / "open-cart.yaml"
    changed.write_text(changed.read_text().replace("name: Open cart", "name: Cart in use"))
    for _ in range(2):
        assert "+name: Cart in use" in run(CLI, "plan", tmp_path)


def test_a_source_gets_its_secret_and_keeps_the_old_one(run, aws, outputs):
    name = f"/{outputs['aws']['stack']}/sources/delighted"
    before = aws("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    run(CLI, "sources", "set-secret", "delighted", said="the first\n")
    run(CLI, "sources", "set-secret", "delighted", "--keep-old", said="the second\n")
    found = aws("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]
    aws("ssm").put_parameter(Name=name, Value=before, Type="SecureString", Overwrite=True)
    assert json.loads(found["Value"]) == {"secrets": ["the second", "the first"]}
    assert found["Type"] == "SecureString"


def test_sources_are_listed_with_their_secrets(run):
    heads, *lines = run(CLI, "sources", "list").splitlines()
    assert heads.split()[:3] == ["source", "provider", "secrets"]
    assert [one.split()[:3] for one in lines if one.startswith("stripe")] == [["stripe", "stripe", "1"]]


def test_the_quarantine_is_listed(run):
    run(CLI, "quarantine", "list")


def test_after_a_deployment_it_is_said_what_is_there_and_what_is_left(run, outputs):
    told = run(AFTER)
    assert outputs["write_key"] in told
    assert "left alone: there is a playbook already" in told
    assert "What is left:" in told
