"""`make history`: gives the demo shop on the running stack a past, and has it learned.

18 months of 300 made-up customers come in by the import that any shop's history comes by, so nothing is started by
them; then the job of the night runs once. Until then hardly anybody there has ordered twice.
"""

import argparse
import gzip
import json
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from segue_tools import importing
from segue_tools.api import Api, Refused
from segue_tools.bar import Bar
from segue_tools.demo.nights import PAUSE, learn
from segue_tools.demo.past import past
from segue_tools.progress import say
from segue_tools.stacks import needed
from segue_tools.staff import local_token

PATIENCE = 300  # seconds
HOUR = 3600


def main() -> None:
    """`python -m segue_tools.demo.history [--customers 300] [--seed 1] [--port 4566]`."""
    parser = argparse.ArgumentParser(prog="make history", description=__doc__)
    for name, usual in (("customers", 300), ("seed", 1), ("port", None)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    said = parser.parse_args()
    outputs = needed(said.port).outputs
    door = Api(outputs["api"], local_token(outputs, "admin"))
    end = int(time.time()) // (24 * HOUR) * 24 * HOUR
    give(door, outputs["shop"], (said.seed, end, said.customers))
    settle(door, list(past(said.seed, end, said.customers, outputs["shop"])))
    run = learn(door)
    say(f"\n  {run['foretold']} things are told of customers: {outputs['console']}/models\n")


def give(door: Api, shop: str, asked: tuple[int, int, int]) -> None:
    """Imports the past of a seed until a moment (seconds), of so many customers. Raises Refused."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"past-{asked[0]}.ndjson.gz"
        with gzip.open(file, "wt") as lines:
            lines.writelines(json.dumps(one) + "\n" for one in past(*asked, shop))
        options = {"source": "old-shop", "format": "segment", "mapping": "", "dry_run": False, "release": False}
        importing.history(door, argparse.Namespace(file=str(file), yes=True, **options))


def settle(door: Api, messages: list[dict[str, Any]]) -> None:
    """Returns when all that was bought is in the profiles: it is taken in, not yet added up, when the import ends.
    Raises Refused."""
    orders = Counter(one["userId"] for one in messages if one["type"] == "track")
    shown, until = Bar(), time.monotonic() + PATIENCE
    for place, (user, count) in enumerate(orders.items()):
        while _known(door, user) < count and time.monotonic() < until:
            time.sleep(PAUSE)
        shown.show(place / len(orders), "Adding up")
    shown.finish()
    if time.monotonic() > until:
        raise Refused("What was imported is not added up yet: look at the quarantine and at `fold_events`.")


def _known(door: Api, user: str) -> int:
    """How many orders the profile of a customer has."""
    try:
        person = door.post("/v1/people/find", {"type": "user_id", "value": user})["id"]
    except Refused:
        return 0
    return door.get(f"/v1/people/{person}")["facets"]["purchases"]["count"]


if __name__ == "__main__":
    main()
