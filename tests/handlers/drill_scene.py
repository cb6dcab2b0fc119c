"""The drill's scene in the in-memory cloud: the same steps, in virtual time."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from segue_tools.api import Refused
from segue_tools.drill.scene import Broken, Scene, answered
from segue_tools.places import Ports
from segue_tools.stacks import Stack
from segue_tools.templates import snake
from tests.faults.cloud.nemesis import Fault, nothing
from tests.faults.cloud.queues import Queue
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World
from tests.faults.shop import post
from tests.handlers.browser import Browser
from tests.handlers.staff_requests import Api

Rows = dict[tuple[str, str], Any]
ROUNDS, PAUSE = 200, 15  # looks, and seconds between two
FUNCTIONS = {"privacy": "privacy", "playbook": "playbook"}  # by the second word of a path; else `people`


class Asked:
    """The API as the drill asks it."""

    def __init__(self, world: World, role: str) -> None:
        self.world, self.role = world, role

    def get(self, path: str) -> Any:
        """The answer's JSON. Raises Refused."""
        return self._told(self._api(path).get(path))

    def post(self, path: str, body: Any) -> Any:
        """The same."""
        return self._told(self._api(path).post(path, body))

    def _api(self, path: str) -> Api:
        return Api(self.world, self.role, FUNCTIONS.get(path.split("/")[2], "people"))

    def _told(self, answer: tuple[int, Any]) -> Any:
        if answer[0] >= 400:
            raise Refused(f"{answer[0]}", answer[1])
        return answer[1]


class Tables:
    """DynamoDB as the drill and restoring use it: over the world's tables, and copies of its own."""

    exceptions = SimpleNamespace(ConditionalCheckFailedException=KeyError)

    def __init__(self, world: World) -> None:
        self.world, self.copies = world, dict[str, Rows]()

    def get_paginator(self, _name: str) -> Any:
        """Scans."""
        return SimpleNamespace(paginate=lambda **asked: [{"Items": [*self._of(asked["TableName"]).values()]}])

    def describe_table(self, **_: Any) -> Any:
        """What a copy needs."""
        return {"Table": {"KeySchema": [], "AttributeDefinitions": []}}

    def create_table(self, **asked: Any) -> None:
        """An empty copy."""
        self.copies[asked["TableName"]] = {}

    def delete_table(self, **asked: Any) -> None:
        """It is gone."""
        del self.copies[asked["TableName"]]

    def put_item(self, **asked: Any) -> None:
        """A row, in a table where there is none of its key."""
        table, row = asked["TableName"], asked["Item"]
        key = row["pk"]["S"], row["sk"]["S"]
        if "ConditionExpression" in asked and key in self._of(table):
            raise KeyError(key)
        if table in self.copies:
            self.copies[table][key] = row
        else:
            self._kept(table).setdefault(key[0], {})[key[1]] = row

    def delete_item(self, **asked: Any) -> None:
        """A row is lost; no stream tells of it."""
        del self._kept(asked["TableName"])[asked["Key"]["pk"]["S"]][asked["Key"]["sk"]["S"]]

    def _of(self, table: str) -> Rows:
        found = self.copies.get(table)
        return (
            {(pk, sk): row for pk, rows in self._kept(table).items() for sk, row in rows.items()}
            if found is None
            else found
        )

    def _kept(self, table: str) -> dict[str, dict[str, Any]]:
        return self.world.region.tables.named(table).partitions


class MemoryScene(Scene):
    """`seen` are the pages that were looked at, with what they said, by name."""

    def __init__(self, world: World, admin: Browser) -> None:
        self.world, self.admin, self.seen = world, admin, dict[str, tuple[int, str]]()
        self.tables = Tables(world)
        super().__init__(Stack(Ports(0, 0), ()), self._look)

    @cached_property
    def session(self) -> Any:
        """Clients, as of a session."""
        return SimpleNamespace(client=self.client)

    def _look(self, path: str, name: str) -> None:
        page = self.admin.get(path)
        assert "<main" in page.body, f"{path} is a part of a page: a browser has nothing to look at"
        self.seen[name] = page.status, re.sub(r"<[^>]*>|\s+", " ", page.body)

    def api(self, role: str) -> Any:
        """As staff of this role."""
        return Asked(self.world, role)

    def named(self, logical: str) -> str:
        """Everything is called as in the template."""
        return logical

    def collect(self, *events: Mapping[str, Any]) -> None:
        """As an SDK does."""
        post(self.world, *map(dict, events))

    def mails(self, address: str) -> list[Mapping[str, Any]]:
        """What has gone out to somebody."""
        return [one.request for one in self.world.region.mailbox.mails if one.to == address]

    def wait(self, seconds: float) -> None:
        """Virtual time."""
        self.world.pass_time(int(1000 * seconds))

    def until(self, what: str, asked: Callable[[], Any]) -> Any:
        """Looks every so often. Raises Broken."""
        for _ in range(ROUNDS):
            if found := answered(asked):
                return found
            self.wait(PAUSE)
        raise Broken(f"not within {ROUNDS * PAUSE} seconds: {what}")

    def client(self, service: str) -> Any:
        """A few of AWS's services, as far as the drill asks them."""
        return {"dynamodb": self.tables, "sqs": self, "iam": self, "lambda": self}[service]

    def get_queue_attributes(self, **asked: Any) -> Any:
        """How many wait, and how long one that was not taken does."""
        queue = self._queue(asked)
        seconds = str(queue.visibility // 1000)
        return {"Attributes": {"VisibilityTimeout": seconds, "ApproximateNumberOfMessages": str(len(queue.messages))}}

    def set_queue_attributes(self, **asked: Any) -> None:
        """How long one that was not taken waits."""
        self._queue(asked).visibility = 1000 * int(asked["Attributes"]["VisibilityTimeout"])

    def send_message(self, **asked: Any) -> None:
        """An order."""
        self._queue(asked).send(asked["MessageBody"])

    def invoke(self, **asked: Any) -> None:
        """A schedule calls."""
        self.world.lambdas.invoke(snake(asked["FunctionName"]), json.loads(asked["Payload"]))

    def put_role_policy(self, **asked: Any) -> None:
        """What the role's function asks for is refused from now on."""
        action = json.loads(asked["PolicyDocument"])["Statement"][0]["Action"]
        self.world.region.gate.plan = _refusing(asked["RoleName"], action)

    def delete_role_policy(self, **_: Any) -> None:
        """It may again."""
        self.world.region.gate.plan = nothing

    def _queue(self, asked: Mapping[str, Any]) -> Queue:
        return self.world.region.queues.by_name[asked["QueueUrl"]]


def _refusing(role: str, action: str) -> Callable[[Request], Fault | None]:
    function = {"RunJourneysRole": "run_journeys", "SendEmailRole": "send"}[role]
    service, name = action.split(":")

    def plan(request: Request) -> Fault | None:
        same = request.service.startswith(service) and name in ("*", request.operation)
        return Fault.THROTTLE if same and request.function.startswith(function) else None

    return plan
