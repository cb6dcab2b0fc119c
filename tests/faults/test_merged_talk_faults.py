"""A fault at every request of whoever merges two conversations, files into them, and parts them: it ends as without."""

import json
from typing import Any

import pytest

from tests.faults import talks
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import http
from tests.faults.striking import odd_ones, requests_of

pytestmark = pytest.mark.thorough

KEPT = ("state", "threads", "channels", "tags", "turns", "into", "absorbs")
AGENT = {"jwt": {"claims": {"username": "amy", "cognito:groups": "[agent]"}, "scopes": None}}


def mailed(world: World, thread: str, topic: str, own: str) -> None:
    """Kim writes a mail."""
    told = {"conversation_id": thread, "author": "customer", "text": own, "turn_id": own, "topic": topic}
    talks.said(world, "Conversation Turn", own, **told, channel="email")
    world.pass_time(talks.MINUTE)


def asked(world: World, act: str, stays: str, goes: str) -> int:
    """An agent merges, or parts, until there is an answer."""
    event = http("POST", f"/v1/conversations/{stays}/{act}", json.dumps({"conversation": goes}))
    event["requestContext"]["authorizer"] = AGENT
    return world.call("conversations", lambda: event, wait=2 * talks.MINUTE)["statusCode"]


def story(parts: bool) -> Any:
    """Two matters of Kim's become one, a late mail of the second one comes, and where it `parts` they are two again."""

    def played(plan: Plan = nothing) -> World:
        world = World(shards=2)
        world.region.gate.plan = plan
        with world.open():
            talks.known(world)
            mailed(world, "email:1", "Delivery", "tent")
            mailed(world, "email:2", "Returns", "pole")
            world.pass_time(talks.HOUR)
            with world.aside():
                stays, goes = (one.id for one in sorted(talks.heads(world), key=lambda one: one.began))
            assert asked(world, "merge", stays, goes) == 200
            mailed(world, "email:2", "Returns", "pole again")
            world.pass_time(10 * talks.HOUR)  # both answers are late by then
            if parts:
                assert asked(world, "part", stays, goes) == 200
            mailed(world, "email:2", "Returns", "and again")
            world.pass_time(talks.HOUR)
        return world

    return played


def ending(world: World) -> Any:
    """Where both stand, which turns each has, and what the ledger was told."""
    with world.open(), world.aside():
        found = sorted(talks.heads(world), key=lambda one: one.began)
        heads = [{name: getattr(one, name) for name in KEPT} for one in found]
        turns = {(row["pk"], talks.turn_at(row).text) for row in rows(world, "Conversations") if row["sk"][:2] == "t#"}
        told = sorted(row["sk"].split("|")[2] for row in rows(world, "Ledger") if row["s"] == "desk")
    return heads, sorted(turns), told


def test_quietly_what_comes_late_is_in_the_one_that_stays_and_then_apart_again():
    for parts, counts in ((False, [4, 1]), (True, [1, 3])):
        heads, turns, told = ending(story(parts)())
        late = ["escalated"] * (1 + parts)  # that of both, and where they part the later one
        assert ([one["turns"] for one in heads], len(turns), told) == (counts, 4, [*late, "opened", "opened"])


def test_a_fault_in_merging_and_parting_changes_nothing():
    assert requests_of(story(parts=True)(), "conversations") > 6
    assert odd_ones(story(parts=True), ending, "conversations") == []


def test_a_fault_in_filing_into_a_merged_one_changes_nothing():
    assert odd_ones(story(parts=True), ending, "file_turns") == []
