"""How `bench/results.json` is written: what was measured beside what is there."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results.json")


def added(found: Mapping[str, Any], place: Path = RESULTS) -> dict[str, Any]:
    """Writes these figures beside the others that are kept; gives all of them."""
    known = json.loads(place.read_text()) if place.exists() else {}
    whole = {**known, **found}
    place.write_text(json.dumps(whole, indent=2) + "\n")
    return whole


def keep(found: Mapping[str, Any]) -> None:
    """The same for one measurement alone, which prints them."""
    added(found)
    print(json.dumps(found, indent=2))
