"""First calls of every function, so that people and tests do not wait for cold starts of a small machine."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from segue_tools.places import STACK
from segue_tools.stacks import answers
from segue_tools.templates import functions

NOTHING = json.dumps({"Records": []}).encode()  # an empty batch: taken by whatever reads streams and queues
PAGES = ("/health", "/console", "/sourceConfig", "/webhooks/nothing")
AT_A_TIME = 2


def readers() -> list[str]:
    """Functions that read streams and queues."""
    kinds = {name: {one["Type"] for one in it.get("Events", {}).values()} for name, it in functions().items()}
    return [name for name, found in kinds.items() if found & {"DynamoDB", "SQS"}]


def warm(session: Any, outputs: Mapping[str, Any]) -> None:
    """Starts one process for each function that something will wait for."""
    found = session.client("cloudformation").describe_stack_resources(StackName=STACK)["StackResources"]
    names = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found}
    client = session.client("lambda")
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for page in PAGES:
            pool.submit(answers, outputs["api"] + page)
        for one in (*readers(), "Knock"):  # and its test event, so that the status knows of one
            pool.submit(client.invoke, FunctionName=names[one], Payload=NOTHING)
