"""Tokens of pages: a page asks for what the shop's server has signed, for a while, and for nothing else."""

import base64
import json
from typing import Any

import pytest

from segue.aws.secrets import server_key, token_secret, user_secret, write_key
from segue.jwts import signed
from segue.times import DAY, MINUTE, SECOND
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import added, http, identified, message, post, put_in_force
from tests.handlers.starter import started, starter_files
from tests.handlers.test_decide import asked
from tests.handlers.test_inbox import hashed

NAME = "{{ person.traits.firstName | default: 'you' }}"
HERO = f'variants: [{{id: a, content: {{title: "Hello {NAME}", url: /all}}}}]'
ALL = {"placements": "all", "fields": "all"}


@pytest.fixture
def world():
    """A shop with two placements, and Kim with a cart."""
    with started() as made:
        put_in_force(made, starter_files() | {f"placements/{one}.yaml": HERO for one in ("hero", "side")})
        post(made, identified(made, "i1", "u1", anonymousId="a1"), added(made, "m1", userId="u1"))
        made.pass_time(MINUTE)
        yield made


def token(world: World, secret: str = "", alg: str = "", seconds: int = 600, **claims: Any) -> str:
    """A token as a shop's server signs it."""
    with world.aside():
        ends = {"exp": world.clock // SECOND + seconds}
        made = signed({"sub": "u1", **ALL, **ends, **claims}, secret or token_secret())
    head = base64.urlsafe_b64encode(json.dumps({"alg": alg, "typ": "JWT"}).encode()).decode().rstrip("=")
    return f"{head}.{made.partition('.')[2]}" if alg else made


def granted(world: World, key: str = "", **said: Any) -> tuple[int, dict[str, Any]]:
    """What the shop's server is answered that asks for a token."""
    with world.aside():
        pair = base64.b64encode(f"{key or server_key()}:".encode()).decode()
    extra = {"origin": said.pop("origin")} if "origin" in said else {}
    request = http("POST", "/v1/decide/token", json.dumps(said), {"authorization": f"Basic {pair}", **extra})
    answer = world.lambdas.invoke("decide", request)
    return answer["statusCode"], json.loads(answer["body"])


def test_with_a_token_nobody_needs_a_hash_and_all_is_told_that_it_covers(world):
    answer = asked(world, token=token(world), placements=["hero"])[1]
    known = asked(world, userId="u1", userHash=hashed(world, "u1"), placements=["hero"])[1]
    assert answer == known
    assert (answer["placements"]["hero"]["content"]["title"], answer["segments"]) == ("Hello Kim", ["open-cart"])


def test_only_the_parts_of_its_fields_are_told(world):
    given = token(world, fields=["content.url", "segments"])
    answer = asked(world, token=given, placements=["hero"])[1]
    assert sorted(answer) == ["placements", "segments", "visit"]
    assert answer["placements"]["hero"]["content"] == {"url": "/all"}
    hidden = asked(world, token=token(world, fields=["messages"]), placements=["hero"])[1]
    assert (sorted(hidden), hidden["placements"]["hero"]["content"]) == (["messages", "placements", "visit"], None)
    assert hidden["placements"]["hero"]["reason"] == "out-of-scope"


@pytest.mark.parametrize("browser", [{}, {"anonymousId": "a2"}])
def test_without_person_texts_tell_of_this_browser_alone(world, browser):
    given = token(world, fields=["content"])
    assert asked(world, token=given, placements=["hero"], **browser)[1]["placements"]["hero"]["content"] == {
        "title": "Hello you",
        "url": "/all",
    }


@pytest.mark.parametrize(
    "claims",
    [
        {"secret": "ts_other"},
        {"alg": "none"},
        {"alg": "HS512"},
        {"sub": ""},
        {"sub": 7},
        {"placements": None},
        {"placements": "hero"},
        {"fields": ["secrets"]},
        {"fields": [7]},
    ],
)
def test_what_is_forged_or_says_too_little_is_no_proof(world, claims):
    status, answer = asked(world, token=token(world, **claims), events=[message(world, "page", "p1", userId="u1")])
    assert (status, answer["type"]) == (401, "urn:segue:problem:bad-token")


def test_a_signature_of_a_user_id_is_none_of_a_token(world):
    """Who may choose their own user id gets its hash from the shop's server: that must not open anything."""
    with world.aside():
        forged = token(world, secret=user_secret())
    assert asked(world, token=forged)[0] == 401


DEEP = base64.urlsafe_b64encode(b"[" * 100_000).decode()


@pytest.mark.parametrize("given", ["", "x", "a.b.c", "ä.ö.ü", "..", "." * 5_000, f"{DEEP}.x.y"])
def test_what_is_no_token_at_all_is_answered_in_a_sentence(world, given):
    status, answer = asked(world, token=given)
    assert (status, answer["type"]) == (
        (401, "urn:segue:problem:bad-token") if given else (400, "urn:segue:problem:nobody-named")
    )


@pytest.mark.parametrize("seconds", [-1, 0, DAY // SECOND + 600])
def test_it_ends_and_within_a_day(world, seconds):
    status, answer = asked(world, token=token(world, seconds=seconds))
    assert (status, answer["type"]) == (401, "urn:segue:problem:expired")


def test_one_that_has_ended_meanwhile_proves_nothing(world):
    given = token(world, seconds=60)
    assert asked(world, token=given)[0] == 200
    world.pass_time(2 * MINUTE)
    assert asked(world, token=given)[1]["type"] == "urn:segue:problem:expired"


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"placements": ["hero"]}, {"placements": ["hero", "side"]}),
        ({}, {"userId": "u2"}),
        ({"anonymousId": "a1"}, {"anonymousId": "a2"}),
        ({"sub": "", "anonymousId": "a1"}, {"userId": "u1", "userHash": "x"}),
    ],
)
def test_what_it_does_not_cover_is_refused_and_nothing_is_taken_in(world, claims, said):
    events, before = [message(world, "page", "p1", userId="u1")], len(rows(world, "Ledger"))
    status, answer = asked(world, token=token(world, **claims), events=events, **said)
    assert (status, answer["type"]) == (403, "urn:segue:problem:out-of-scope")
    assert len(rows(world, "Ledger")) == before


def test_a_token_of_a_browser_is_about_that_browser(world):
    answer = asked(world, token=token(world, sub="", anonymousId="a1"), placements=["hero"])[1]
    assert answer == asked(world, anonymousId="a1", placements=["hero"])[1]


def test_the_shop_s_server_gets_one_by_its_key(world):
    status, found = granted(world, userId="u1", placements=["hero"], fields=["content", "person"], seconds=60)
    assert (status, found["expires"]) == (200, world.clock // SECOND + 60)
    answer = asked(world, token=found["token"], placements=["hero"])[1]
    assert answer["placements"]["hero"]["content"]["title"] == "Hello Kim"
    assert asked(world, token=found["token"], placements=["side"])[0] == 403


def test_nobody_else_gets_one(world):
    with world.aside():
        public = write_key()
    assert [
        granted(world, key=public, userId="u1", **ALL)[1]["type"],
        granted(world, origin="https://shop.test", userId="u1", **ALL)[1]["type"],
    ] == ["urn:segue:problem:bad-server-key"] * 2


@pytest.mark.parametrize(
    "said",
    [
        {},
        ALL,
        {"userId": "u1"},
        {"userId": "u1", **ALL, "seconds": 0},
        {"userId": "u1", **ALL, "seconds": 90_000},
        {"userId": "u1", **ALL, "fields": ["everything"]},
        {"userId": "u1", **ALL, "placements": [""]},
        {"userId": "u" * 300, **ALL},
    ],
)
def test_a_server_s_mistake_is_answered_in_a_sentence(world, said):
    status, answer = granted(world, **said)
    assert (status, answer["type"]) == (400, "urn:segue:problem:bad-grant")
