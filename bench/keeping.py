"""What one measurement alone writes into `bench/results.json`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results.json")


def keep(found: Mapping[str, Any]) -> None:
    """Writes these figures beside the others that are kept, and prints them."""
    RESULTS.write_text(json.dumps({**json.loads(RESULTS.read_text()), **found}, indent=2) + "\n")
    print(json.dumps(found, indent=2))
