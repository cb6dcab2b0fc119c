"""What each function may load when it starts (docs/decisions/0068): a budget of modules, and the heavy libraries that
it is there to use. `python -m bench.starting` measures; whoever needs more raises a line here and says why."""

import sys
from functools import cache

import pytest

from bench.starting import start
from tests.faults.cloud import stack

API = {"asyncio", "aws_lambda_powertools", "pydantic"}
TEMPLATES = {"asyncio", "babel", "liquid"}
COMPILERS = {*TEMPLATES, "mrml", "yaml"}
HEAVY = {*API, *COMPILERS, "boto3", "cryptography", "duckdb", "jinja2", "jsonschema_rs", "phonenumbers", "rapidfuzz"}
# Modules beside those of the standard library, and which of HEAVY are among all of them.
MAY = {
    "collect": (185, set()),
    "receive_commerce": (194, set()),
    "receive_store": (194, set()),
    "receive_social": (194, set()),
    "receive_support": (194, set()),
    "receive_surveys": (194, set()),
    "receive_any": (194, set()),
    "receive_sms": (206, set()),
    "receive_phone": (206, set()),
    "receive_email": (206, set()),  # mails in a bucket, posts that SNS signs
    "preferences": (180, set()),
    "publish_signals": (180, set()),
    "dispatch_messages": (200, set()),
    "run_journeys": (290, set()),
    "call_webhooks": (280, set()),
    "handover": (225, set()),
    "fold_events": (335, {"phonenumbers"}),
    "send_email": (400, TEMPLATES),
    "broadcast": (260, set()),
    "import_history": (275, {"duckdb"}),
    "suggest_merges": (275, {"duckdb", "rapidfuzz"}),
    "back_fill": (245, set()),
    "console": (510, {"jinja2", "phonenumbers"}),  # what checks a playbook comes when somebody writes in it
    "people": (612, {*API, "phonenumbers"}),
    "segments": (575, {*API}),
    "playbook": (598, {*API, *COMPILERS}),
}


@cache
def empty() -> frozenset[str]:
    return frozenset(start("", "").modules)


@pytest.mark.parametrize("function", sorted(stack.functions()))
def test_a_function_loads_what_it_uses(function):
    most, libraries = MAY[function]
    loaded = set(start(stack.folder_of(function), "import app").modules) - empty()
    assert {name.partition(".")[0] for name in loaded} & HEAVY == libraries
    assert len([name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names]) <= most
