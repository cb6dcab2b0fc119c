"""What an outside rule may say, and where it is wrong."""

from typing import Any

import pytest

from segue.errors import Invalid
from segue.playbook import BadPlaybook, compile_playbook
from segue.playbook.rules import compile_rule

LAMBDA = "arn:aws:lambda:eu-central-1:123456789012:function:hello"
RULE: dict[str, Any] = {"pattern": {"detail-type": ["OrderPlaced"]}, "target": LAMBDA}
ROLE = "arn:aws:iam::123456789012:role/segue-shop-out-stream"


@pytest.mark.parametrize(
    "more",
    [
        {"role": ROLE, "name": "Hello", "description": "Says hello"},
        {"target": "arn:aws-cn:sqs:cn-north-1:123456789012:queue"},
        {"target": "arn:aws:events:eu-central-1:123456789012:event-bus/other", "role": ROLE},
    ],
)
def test_a_rule_is_taken_as_it_is(more: dict[str, Any]) -> None:
    assert compile_rule("hello", {**RULE, **more}) == {**RULE, **more}


@pytest.mark.parametrize(
    ("more", "path", "says"),
    [
        ({"target": "hello"}, ("target",), "`target` is an ARN such as arn:aws:lambda:"),
        ({"target": None}, ("target",), "`target` is an ARN"),
        ({"target": "arn:aws:lambda:eu-central-1::function:x"}, ("target",), "`target` is an ARN"),
        ({"role": "admin"}, ("role",), "`role` is an ARN such as arn:aws:iam::"),
        ({"role": LAMBDA}, ("role",), "`role` is an ARN"),
        ({"pattern": {}}, ("pattern",), "an event pattern is a mapping"),
        ({"pattern": {"detail": {"a": "x"}}}, ("pattern", "detail", "a"), "a: write the wanted values as a list"),
        ({"pattern": {"a": ["x" * 2048]}}, ("pattern",), "at most 2048 characters"),
        ({"targt": LAMBDA}, ("targt",), "a rule does not know `targt`; did you mean `target`?"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(more: dict[str, Any], path: tuple[str, ...], says: str) -> None:
    with pytest.raises(Invalid) as wrong:
        compile_rule("hello", {**RULE, **more})
    assert says in wrong.value.detail
    assert wrong.value.path == path


@pytest.mark.parametrize("key", ["a b", "x" * 33, "é"])
def test_a_rule_s_name_is_one_that_eventbridge_takes(key: str) -> None:
    with pytest.raises(Invalid, match="at most 32 letters"):
        compile_rule(key, RULE)


def test_a_wrong_rule_is_told_with_line_and_column() -> None:
    text = f"target: {LAMBDA}\npattern:\n  detail-type:\n    - {{prefixx: Order}}\n"
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook({"rules/hello.yaml": text})
    (problem,) = wrong.value.problems
    assert (problem["line"], problem["column"]) == (4, 7)
    assert problem["message"].endswith("did you mean `prefix`?")
