"""The example of a rule deploys, understands what it is sent, and names what there is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from examples.rule import app
from segue import signals
from segue.journeys.patterns import check, matches
from segue.playbook import compile_playbook
from segue_tools.places import ROOT
from segue_tools.schemas import sample
from tests.faults.cloud.stack import _Loader

EXAMPLE = ROOT / "examples" / "rule"
README = (EXAMPLE / "README.md").read_text()
TEMPLATE = yaml.load((EXAMPLE / "template.yaml").read_text(), _Loader)
RULE = README.split("```yaml\n")[1].split("```")[0]


def test_cfn_lint_has_nothing_to_say_about_its_template():
    lint = Path(sys.executable).parent / "cfn-lint"
    done = subprocess.run([lint, EXAMPLE / "template.yaml"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_function_counts_the_order_of_a_signal(capsys):
    app.handler(sample("OrderPlaced"), None)
    said = json.loads(capsys.readouterr().out)
    names = [one["Name"] for one in said["_aws"]["CloudWatchMetrics"][0]["Metrics"]]
    assert {name: said[name] for name in names} == {"Orders": 1, "Revenue": 19900}
    assert (said["channel"], said["currency"]) == ("commerce", "EUR")
    assert "person" not in said


@pytest.mark.parametrize("pattern", ["template", "playbook"])
def test_its_rule_takes_orders_and_no_history(pattern):
    event = TEMPLATE["Resources"]["CountOrders"]["Properties"]["Events"]["Orders"]["Properties"]
    wanted = event["Pattern"] if pattern == "template" else yaml.safe_load(RULE)["pattern"]
    check(wanted)
    assert [name for name in signals.NAMES if matches(wanted, sample(name))] == ["OrderPlaced"]
    imported = sample("OrderPlaced")
    imported["detail"]["backfill"] = True
    assert not matches(wanted, imported)


def test_the_rule_of_its_readme_is_one_that_the_playbook_takes():
    assert compile_playbook({"rules/orders.yaml": RULE})["rule"]["orders"]["target"].endswith("CountOrders-abc")


def test_a_rule_of_the_playbook_may_call_the_function():
    permission = TEMPLATE["Resources"]["PlaybookMayCall"]["Properties"]
    assert permission["SourceArn"]["Sub"].endswith(":rule/segue-${SegueStack}/segue-${SegueStack}-out-*")
