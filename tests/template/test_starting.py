"""What each function may load when it starts (docs/decisions/0068): a budget of modules, and the heavy libraries that
it is there to use. `python -m bench.starting` measures; whoever needs more raises a line here and says why."""

import sys
from functools import cache

import pytest

from bench.starting import start
from tests.faults.cloud import stack

pytestmark = pytest.mark.thorough

API = {"asyncio", "aws_lambda_powertools", "pydantic"}
TEMPLATES = {"asyncio", "babel", "liquid"}
COMPILERS = {*TEMPLATES, "mrml", "yaml"}
HEAVY = {*API, *COMPILERS, "boto3", "cryptography", "duckdb", "jinja2", "jsonschema_rs", "phonenumbers", "rapidfuzz"}
# Modules beside those of the standard library, and which of HEAVY are among all of them. Whoever reads people brings
# what the facets of predictions and experiments are, the value of the former, and who is not to be used or too young to
# be sold to; whoever asks segments, its operators; whoever decides on messages, what the law wants sent all the same.
# What a sealed value is, is known to whoever answers or reads traits. Doors that take a write key bring what knows it;
# whoever shows people to staff, the audit trail. Whoever says what staff read brings what tells it, two modules;
# whoever answers the API, what a query may name.
MAY = {
    "collect": (189, set()),
    "receive_commerce": (199, set()),
    "receive_store": (199, set()),
    "receive_social": (211, set()),
    "receive_support": (199, set()),
    "receive_surveys": (199, set()),
    "receive_any": (200, set()),
    "receive_sms": (211, set()),
    "receive_phone": (211, set()),
    "receive_email": (211, set()),  # mails in a bucket, posts that SNS signs
    "preferences": (282, set()),  # whole people, for what they may choose
    "surveys": (305, set()),  # what is asked, and by the rules in force
    "follow_link": (180, set()),
    "open_file": (185, set()),
    "recognize_caller": (342, set()),  # whole people and their conversations
    "archive_events": (259, set()),  # what an event means to facets, conversations and placements
    "publish_signals": (209, set()),  # the key of traces
    "dispatch_messages": (304, set()),  # whole people, where they may live, quiet hours, what they answer
    "run_journeys": (373, set()),  # and what runs hear
    "file_turns": (354, set()),  # and what people are called, whose word it is, how many answers there are
    "conversations": (588, {*API}),  # named people, for where they are reached; what to answer with; how easy it was
    "call_webhooks": (329, set()),
    "handover": (259, set()),  # its pages come when they are asked for
    "fold_events": (416, {"phonenumbers"}),  # and what is filed of it
    "send_email": (542, TEMPLATES),  # and the products that a mail shows
    "send_direct": (542, TEMPLATES),  # and answers of the staff
    "inbox": (243, set()),  # who people are, with the facets that stand in their rows
    "chat": (388, set()),  # whole people, their names and conversations, what takes in events, what a proof covers
    "decide": (487, TEMPLATES),  # the same, and what takes in events
    "broadcast": (340, set()),  # and where people may live
    "send_sms": (542, TEMPLATES),
    "send_push": (542, TEMPLATES),
    "send_webhook": (542, TEMPLATES),
    "send_custom": (542, TEMPLATES),
    "import_history": (275, {"duckdb"}),
    "suggest_merges": (278, {"duckdb", "rapidfuzz"}),
    "count_members": (190, set()),
    "learn_patterns": (259, set()),
    "forecast": (290, set()),  # and the ledger, for what is foretold; what learns comes when the parts are there
    "measure": (21, set()),  # a night that is begun; what answers, and what computes, comes when it is asked
    "privacy": (21, set()),  # what answers, and what erases, comes when it is asked
    "back_fill": (287, set()),
    "console": (875, {"jinja2", "phonenumbers"}),  # and requests of people; what checks a playbook comes later
    "people": (916, {*API, "phonenumbers"}),  # and articles, and what models say of themselves
    "keep_undelivered": (170, set()),
    "knock": (158, set()),
    "redrive": (164, set()),
    "simulate": (386, set()),
    "segments": (578, {*API}),
    "playbook": (821, {*API, *COMPILERS}),  # templates are checked, and rendered for people
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
