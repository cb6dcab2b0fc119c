"""Export: everything that is held about somebody, by any identifier, and nothing of who lives next door."""

import re

import jsonschema_rs
import msgspec
import pytest

from segue.deliveries import Delivery, Rejected
from segue.times import MINUTE
from segue.wiring.quarantine import quarantine
from tests.faults.cloud import stack
from tests.faults.endings import rows
from tests.faults.shop import identified, post
from tests.handlers.canaries import LEE, LEES, MAIL, WHO, lived
from tests.handlers.erased import bytes_of, erase, places
from tests.handlers.exported import archive, data, export, kinds, text
from tests.handlers.resumed import after
from tests.handlers.staff_requests import Api
from tests.handlers.talks import NUMBER

PAIR = {"keep": {"type": "user_id", "value": "u1"}, "absorb": {"type": "user_id", "value": "u2"}}
# Stores whose records are the rows of a table that lie under ids of the person's, one by one.
ROW_BY_ROW = {
    "Ledger": ["ledger"],
    "Messages": ["messages"],
    "Journeys": ["journeys"],
    "Conversations": ["conversations", "references"],
    "ContactPoints": ["contact_points"],
    "People": ["people"],
    "Members": ["members"],
    "Catalog": ["catalog"],
    "Identities": ["identities"],
}


@pytest.fixture
def lived_in(world):
    """A world in which both have lived."""
    return after(world, lived)


def planted(world) -> set[str]:
    """Every word with a canary in it that lies in any store, found byte by byte."""
    tables = (
        row for name in stack.resources("AWS::DynamoDB::Table") for row in rows(world, name.removesuffix("Table"))
    )
    held = b"\n".join(one for row in (*tables, *world.region.buckets.objects.values()) for one in bytes_of(row))
    return set(re.findall(r"canary[a-z0-9.@-]*[a-z0-9]", held.decode("utf-8", "replace").lower()))


@pytest.mark.parametrize("who", [WHO, {"type": "phone", "value": NUMBER}, {"type": "user_id", "value": "canary-user"}])
def test_every_word_of_theirs_is_in_it_and_none_of_the_neighbours(lived_in, who) -> None:
    wanted = planted(lived_in)
    assert len(wanted) > 15, wanted
    said = text(lived_in, export(lived_in, who))
    assert not {one for one in wanted if one not in said}
    assert NUMBER in said
    assert "neighbour-lee" not in said
    assert "lees-cart" not in said


def test_every_row_under_an_id_of_theirs_is_told_once(lived_in) -> None:
    held = {table: rows(lived_in, table) for table in ROW_BY_ROW}
    told = data(lived_in, export(lived_in, WHO))["records"]
    (profile,) = [one["data"] for one in told["profile"] if one["kind"] == "profile"]
    ids = {profile["id"], *(one["identity"] for one in profile["identities"])}
    ids |= {row["sk"][2:] for row in held["Conversations"] if row["pk"] in ids and row["sk"][:2] == "c#"}
    for table, stores in ROW_BY_ROW.items():
        own = [row for row in held[table] if any(one in str(row) for one in ids)]
        assert len(own) == sum(len(told[one]) for one in stores) > 0, table


def test_programs_can_read_it_by_its_schema(lived_in) -> None:
    done = export(lived_in, WHO)
    whole = archive(lived_in, done)
    schema = msgspec.json.decode(whole.read("schema.json"))
    checks = jsonschema_rs.validator_for(schema, validate_formats=True)
    said = data(lived_in, done)
    assert not list(checks.iter_errors(said))
    assert list(checks.iter_errors({**said, "records": {"ledger": [{"kind": "odd", "time": None, "data": {}}]}}))
    assert "base64" not in text(lived_in, done)
    assert {name: len(one) for name, one in said["records"].items()} == done["counts"]


def test_people_can_read_it_without_anything_from_elsewhere(lived_in) -> None:
    whole = archive(lived_in, export(lived_in, WHO))
    page = whole.read("index.html").decode()
    assert "<script" not in page
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    words = {"Who you are to us", "Why we take all this for one person", "canary-note", "canary-visitor"}
    assert not {one for one in words if one not in page}
    for file in re.findall(r'href="(files/[^"]+)"', page):
        assert whole.read(file) == b"canary-file"
    assert "privacy-1" not in page, "staff are not named"


def test_who_became_one_and_why_is_told_also_where_it_was_taken_back(world) -> None:
    post(world, identified(world, "m1", "u1", MAIL), identified(world, "m2", "u2", LEE))
    world.pass_time(MINUTE)
    merge = Api(world).post("/v1/merges", {**PAIR, "reason": "the same loyalty card"})[1]
    world.pass_time(MINUTE)
    both = export(world, LEES)
    assert {one["reason"] for one in kinds(world, both, "merge")} == {"the same loyalty card"}
    assert MAIL in text(world, both)
    Api(world).post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    world.pass_time(MINUTE)
    one = export(world, WHO)
    assert [(row["state"], row["undone_why"]) for row in kinds(world, one, "merge")] == [("undone", "two sisters")]
    assert LEE not in text(world, one)


def test_of_a_delivery_that_names_others_too_only_their_part_is_told(lived_in) -> None:
    body = msgspec.json.encode({"batch": [{"email": MAIL, "said": "mine"}, {"email": LEE, "said": "not mine"}]})
    with lived_in.aside():
        quarantine().keep([Rejected(Delivery("web", "segment", body, {}, lived_in.clock), "no-identifier", "d")])
    said = text(lived_in, export(lived_in, WHO))
    assert '"said":"mine"' in said
    assert "not mine" not in said
    assert LEE not in said


def test_whom_only_quarantine_knows_is_exported_and_erased(world) -> None:
    only = {"type": "email", "value": "Only-Here@shop.test"}
    with world.aside():
        came = Delivery("web", "segment", b'{"mail": "only-here@shop.test"}', {}, world.clock)
        quarantine().keep([Rejected(came, "no-identifier", "d")])
    assert len(kinds(world, export(world, only), "not_understood")) == 1
    erase(world, only)
    assert places(world, "only-here") == []
