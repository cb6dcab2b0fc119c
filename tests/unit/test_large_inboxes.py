"""An inbox of somebody who got very many messages: the newest are found, at a bounded cost."""

from dataclasses import replace
from typing import Any

import pytest

from segue.aws.inbox import MOST, MOST_PAGES, Inbox
from segue.aws.items import to_item
from segue.aws.messages import row_of
from segue.messages import Message
from tests.builders import NOON

KEPT = {"title": "Tent", "body": "Hello", "link": "", "image": "", "until": NOON}
MESSAGE = Message("u_1_m", "u_1", "u_1", "j", "k", "0", "t", "inapp", "marketing", NOON, "sent", content=KEPT)
PAGE = 100  # messages


class Table:
    """Answers queries a page at a time, in the order of ids, of which none is the order of time."""

    def __init__(self, count: int) -> None:
        self.items = [to_item(row_of(replace(MESSAGE, id=f"u_1_{one:05}", decided=one))) for one in range(count)]
        self.asked = 0

    def query(self, **asked: Any) -> dict[str, Any]:
        self.asked += 1
        begin = int(asked.get("ExclusiveStartKey", {}).get("sk", {}).get("N", "0"))
        more = {"LastEvaluatedKey": {"sk": {"N": str(begin + PAGE)}}} if begin + PAGE < len(self.items) else {}
        return {"Items": self.items[begin : begin + PAGE], **more}


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes a table with so many messages."""

    def made(count: int) -> Table:
        found = Table(count)
        monkeypatch.setattr("segue.aws.queries.client", lambda _service: found)
        return found

    return made


def test_of_more_messages_than_are_looked_through_the_newest_are_found(table) -> None:
    table(MOST + 150)
    moments = [one.decided for one in Inbox("messages").kept(["u_1"])]
    assert moments == list(range(MOST + 149, 149, -1))


def test_the_newest_of_all_ids_of_a_person_are_found(table) -> None:
    world = table(PAGE)
    assert len(Inbox("messages").kept(["u_1", "u_2", "u_3"])) == MOST
    assert world.asked == 3


def test_no_inbox_costs_more_than_its_pages(table) -> None:
    world = table(PAGE * (MOST_PAGES + 5))
    assert len(Inbox("messages").kept(["u_1"])) == MOST
    assert world.asked == MOST_PAGES
