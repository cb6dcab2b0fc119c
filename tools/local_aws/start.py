"""Starts MiniStack (the pinned version, in its own environment) with one gap closed.

DynamoDB writes a stream record for every item, however it was written. MiniStack 1.5.33 forgets it for PartiQL's INSERT,
which is how a batch of events reaches the Ledger; `tests/local` notices when that changes.
"""

from typing import Any

from ministack.app import main
from ministack.services import dynamodb


def close_the_gap() -> None:
    """From here on an INSERT that was carried out is on the table's stream."""
    insert = dynamodb._partiql_insert

    def recorded(table: dict[str, Any], parsed: dict[str, Any]) -> Any:
        answer = insert(table, parsed)
        if answer[0] == 200:
            item = parsed["item"]
            dynamodb._emit_stream_event(parsed["table"], "INSERT", None, item["M"] if set(item) == {"M"} else item)
        return answer

    dynamodb._partiql_insert = recorded


if __name__ == "__main__":
    close_the_gap()
    main()
