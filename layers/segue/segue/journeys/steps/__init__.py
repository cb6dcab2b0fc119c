"""Steps: what a journey may do at a station, one subject a file.

To add a step: a file here that makes a step of what stands under its name in the playbook, its `SCHEMA`, and its lines
in `STEPS` and `SCHEMAS`. A step is a frozen dataclass with `take`, which is pure; what is to be done outside is an
effect that carries itself out. `Ways` says where it stands and what comes next, and compiles the steps that it holds.
"""

from collections.abc import Callable, Mapping
from typing import Any

from segue.journeys.flows import Step, Ways
from segue.journeys.steps import calls, experiments, holds, lists, others, pauses, sends, splits, staff, traits, waits

Webhook = calls.Call  # what `call_webhooks` looks up
STEPS: dict[str, Callable[[Any, Ways], Step]] = {
    "send": sends.step,
    "wait": waits.step,
    "hold": holds.step,
    "split": splits.step,
    "experiment": experiments.step,
    "set_trait": traits.step,
    "add_to_list": lists.add,
    "remove_from_list": lists.remove,
    "call": calls.step,
    "start": others.start,
    "stop": others.stop,
    "pause_marketing": pauses.step,
    "survey": staff.survey,
    "hand_over": staff.hand_over,
}
# What other tools call a step, for whoever knows them.
ELSEWHERE = {
    **dict.fromkeys(("branch", "if", "condition", "filter", "decision", "random_split"), "split"),
    **dict.fromkeys(("delay", "sleep", "pause", "wait_for_time"), "wait"),
    **dict.fromkeys(("wait_until", "wait_for", "listen"), "hold"),
    **dict.fromkeys(("message", "email", "mail", "sms", "push"), "send"),
    **dict.fromkeys(("webhook", "http", "request"), "call"),
    **dict.fromkeys(("ab_test", "abtest", "variants"), "experiment"),
    **dict.fromkeys(("update_profile", "set_attribute", "trait"), "set_trait"),
}
# What an editor may complete: a JSON Schema of what stands under each step's name.
SCHEMAS: dict[str, Mapping[str, Any]] = {
    "send": sends.SCHEMA,
    "wait": waits.SCHEMA,
    "hold": holds.SCHEMA,
    "split": splits.SCHEMA,
    "experiment": experiments.SCHEMA,
    "set_trait": traits.SCHEMA,
    "add_to_list": lists.SCHEMA,
    "remove_from_list": lists.SCHEMA,
    "call": calls.SCHEMA,
    "start": others.SCHEMA,
    "stop": others.SCHEMA,
    "pause_marketing": pauses.SCHEMA,
    "survey": staff.SURVEY,
    "hand_over": staff.HAND_OVER,
}
