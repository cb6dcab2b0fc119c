"""What checkov finds is compared with the page of reasons; what of that can be counted in the template is counted."""

from collections import Counter
from typing import Any

import pytest

from segue_tools import templates
from segue_tools.checkov import PAGE, ROW, differences, findings, reasons

TOLD = reasons(PAGE.read_text())
EACH = {  # rules that strike at every resource of a kind
    "CKV_AWS_116": "AWS::Serverless::Function",
    "CKV_AWS_117": "AWS::Serverless::Function",
    "CKV_AWS_173": "AWS::Serverless::Function",
    "CKV_AWS_119": "AWS::DynamoDB::Table",
    "CKV_AWS_27": "AWS::SQS::Queue",
    "CKV_AWS_26": "AWS::SNS::Topic",
    "CKV_AWS_21": "AWS::S3::Bucket",
    "CKV_AWS_18": "AWS::S3::Bucket",
    "CKV_AWS_158": "AWS::Logs::LogGroup",
    "CKV_AWS_149": "AWS::SecretsManager::Secret",
}


def report(*rules: str, **summary: int) -> dict[str, Any]:
    failed = [{"check_id": one, "resource": "AWS::SQS::Queue.A"} for one in rules]
    return {"summary": {"passed": 3, "parsing_errors": 0, **summary}, "results": {"failed_checks": failed}}


def test_findings_are_counted_by_rule() -> None:
    assert findings(report("CKV_AWS_27", "CKV_AWS_27", "CKV_AWS_21")) == Counter({"CKV_AWS_27": 2, "CKV_AWS_21": 1})


@pytest.mark.parametrize("summary", [{"parsing_errors": 1}, {"passed": 0}])
def test_a_template_that_was_not_understood_is_not_clean(summary: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not looked at"):
        findings(report(**summary))


@pytest.mark.parametrize(
    ("found", "told", "wrong"),
    [
        ({"A": 2}, {"A": 2}, 0),
        ({"A": 3}, {"A": 2}, 1),
        ({"A": 1}, {"A": 2}, 1),
        ({"B": 1}, {}, 1),
        ({}, {"A": 1, "B": 1}, 2),
    ],
)
def test_one_more_is_told_as_one_fewer(found: dict[str, int], told: dict[str, int], wrong: int) -> None:
    assert len(differences(found, told)) == wrong


def test_every_row_is_read_and_has_a_reason() -> None:
    rows = ROW.findall(PAGE.read_text())
    assert len(rows) == len(TOLD) == PAGE.read_text().count("| CKV")
    assert all(len(why) > 30 for *_, why in rows)


@pytest.mark.parametrize(("rule", "kind"), EACH.items())
def test_a_rule_that_strikes_at_every_resource_of_a_kind_says_how_many_there_are(rule: str, kind: str) -> None:
    assert TOLD[rule] == len(templates.resources(kind))
