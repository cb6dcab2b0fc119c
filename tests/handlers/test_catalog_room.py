"""More than a row of the catalog holds: one source too many waits in quarantine, and nothing is refused for ever."""

import json
import random

from segue.catalog_items import Statement
from segue.deliveries import Parsed
from segue.wiring import counting
from segue.wiring.accepting import accepting
from segue.wiring.catalog import statements
from tests.faults.cloud.clock import START
from tests.handlers.staff_requests import Api


def large(source, seed):
    """A statement that no packing makes small."""
    rng = random.Random(seed)
    text = rng.randbytes(58_000).hex()
    return Statement("product", "42", source, START, {"title": text}, received_at=START)


def test_what_one_row_has_no_room_for_waits_in_quarantine_and_is_not_refused_for_ever(world):
    names = [f"shop-{number}" for number in range(8)]
    with world.aside():
        counts = [accepting().accept(Parsed(items=(large(one, place),))) for place, one in enumerate(names)]
        again = accepting().accept(Parsed(items=(large(names[-1], 7),)))
    full = [one.quarantined for one in counts]
    assert full == sorted(full)
    assert (full[0], full[-1], again.quarantined) == (0, 1, 1)
    (record, *others) = Api(world).get("/v1/quarantine")[1]["items"]
    assert (record["reason"], len(others) + 1) == ("item-full", sum(full))
    assert Api(world).get(f"/v1/quarantine?source={names[-1]}")[1]["items"][0]["state"] == "open"
    with world.aside():
        found = counting.counts().of(names[-1])
    assert (found.received, found.duplicate, found.quarantined) == (2, 1, {"item-full": 1})


def test_what_found_no_room_is_replayed_once_there_is_some_and_not_before(world):
    names = [f"shop-{number}" for number in range(8)]
    with world.aside():
        for place, one in enumerate(names):
            accepting().accept(Parsed(items=(large(one, place),)))
    (record, *_) = Api(world).get(f"/v1/quarantine?source={names[-1]}")[1]["items"]
    status, told = Api(world).post(f"/v1/quarantine/{record['id']}/replay", {})
    assert (status, told["type"].rpartition(":")[2]) == (400, "item-full")
    with world.aside():
        short = [Statement("product", "42", one, START + 1, {"title": "Tent"}) for one in names[:3]]
        assert statements().state(short) == ["stored"] * 3
    assert Api(world).post(f"/v1/quarantine/{record['id']}/replay", {})[1]["stored"] == 1
    with world.aside():
        found = counting.counts().of(names[-1])
    assert (found.received, found.stored, found.quarantined) == (1, 1, {})


def test_what_is_put_where_there_is_no_room_is_refused_with_the_reason(world):
    with world.aside():
        accepting().accept(Parsed(items=tuple(large(f"shop-{number}", number) for number in range(8))))
    features = {f"{place:03}": random.Random(place).randbytes(140).hex() for place in range(100)}
    lists = {"categories": [random.Random(place).randbytes(140).hex() for place in range(100)]}
    said = {"features": features, **lists}
    api = Api(world, "marketer")
    assert api.ask("PUT", "/v1/products/42", json.dumps(said))[0] == 413
    items = {"items": [{"id": "42", **said}, {"id": "43", "title": "Tent"}]}
    _, told = api.ask("PUT", "/v1/products", json.dumps(items))
    assert (told["stored"], [(one["place"], one["id"]) for one in told["refused"]]) == (1, [(0, "42")])
