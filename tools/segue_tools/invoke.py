"""`make invoke FUNCTION=Collect [EVENT=events/collect.json]`: one function with one event, in this process.

Its environment is that of the running local stack, and the sample is signed as that stack's source would be.
"""

import argparse
import importlib.util
import json
import os
import sys
import uuid
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from segue_tools.places import ROOT, STACK, forget_account
from segue_tools.signing import at_home
from segue_tools.stacks import Stack, needed
from segue_tools.templates import folder_of, functions
from segue_tools.up import session_of


def main() -> None:
    """`python -m segue_tools.invoke FUNCTION [EVENT]`."""
    forget_account()
    parser = argparse.ArgumentParser(description=__doc__, usage="make invoke FUNCTION=Collect [EVENT=file.json]")
    parser.add_argument("function", choices=sorted(functions()))
    parser.add_argument("event", nargs="?", type=_event)
    said = parser.parse_args()
    stack = needed()
    event = said.event or _sample(said.function, stack)
    os.environ.update(_variables(said.function, stack))
    answer = load(said.function).handler(event, _context(said.function))
    print(json.dumps(answer, indent=2, default=str))


def _event(file: str) -> Any:
    """What a file of the caller's holds. Raises ArgumentTypeError with what is wrong with it."""
    try:
        return json.loads(Path(file).read_text())
    except (OSError, ValueError) as problem:
        raise argparse.ArgumentTypeError(f"{file} is no event: {problem}") from None


def _sample(function: str, stack: Stack) -> Any:
    """The function's sample, with keys and signatures of the stack; says so where it can have none."""
    event = json.loads((ROOT / "events" / f"{folder_of(function)}.json").read_text())
    event, why_not = at_home(event, stack.outputs)
    if why_not:
        print(why_not, file=sys.stderr)
    return event


def _variables(function: str, stack: Stack) -> dict[str, str]:
    session = session_of(stack.ports)
    found = session.client("cloudformation").describe_stack_resource(StackName=STACK, LogicalResourceId=function)
    name = found["StackResourceDetail"]["PhysicalResourceId"]
    return session.client("lambda").get_function_configuration(FunctionName=name)["Environment"]["Variables"]


def load(function: str) -> ModuleType:
    """The function's `app.py`, as a module of its own."""
    file = ROOT / functions()[function]["CodeUri"] / "app.py"
    spec = importlib.util.spec_from_file_location("app", file)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{file} cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _context(function: str) -> Any:
    """What Lambda passes beside the event, as far as anybody reads it."""
    seconds = functions()[function]["Timeout"]
    return SimpleNamespace(
        function_name=function,
        memory_limit_in_mb=functions()[function]["MemorySize"],
        invoked_function_arn=f"arn:aws:lambda:us-east-1:000000000000:function:{function}",
        aws_request_id=str(uuid.uuid4()),
        get_remaining_time_in_millis=lambda: seconds * 1000,
    )


if __name__ == "__main__":
    main()
