"""What is written of our own point-of-sale format: its schema and its document."""

import json
from pathlib import Path
from typing import Any

from segue.channels.store import pos, pos_csv
from tests import said
from tests.pos_schema import schema


def test_the_schema_that_is_shipped_is_that_of_the_records():
    shipped = Path(pos.__file__).with_name("pos.schema.json")
    assert json.loads(shipped.read_text()) == schema()


def examples(kind: str) -> list[str]:
    """The examples of the document in one language."""
    document = (Path(__file__).parents[2] / "docs/pos.md").read_text()
    return [part.partition("\n```")[0] for part in document.split(f"```{kind}\n")[1:]]


def test_the_document_s_examples_are_understood():
    told: list[Any] = [json.loads(one) for one in examples("json")]
    names = [event.event for one in told for event in said.events("pos", one)]
    wanted = ["Order Completed", "Order Refunded", "Loyalty Card Used", "Store Visited"]
    assert (names[:4], len(names)) == (wanted, 6)
    (file,) = examples("csv")
    assert [one.event for one in said.events("pos", file.encode())] == wanted


def test_the_document_names_every_column():
    document = (Path(__file__).parents[2] / "docs/pos.md").read_text()
    assert [one for one in pos_csv.COLUMNS if f"`{one}`" not in document] == []
