"""What a form asked for, as an event of a conversation tells it."""

from typing import Any

from segue.events import Event
from segue.facets.registers import text
from segue.facets.support import TURN

MOST, LONGEST_QUESTION, LONGEST = 20, 80, 500


def answers_in(event: Event) -> dict[str, Any]:
    """{"answers": {question: answer}}; {} where no form was answered."""
    given = event.properties.get("answers") if event.event == TURN else None
    rows = list(given.items())[:MOST] if isinstance(given, dict) else []
    told = [(text(name, LONGEST_QUESTION), text(one, LONGEST)) for name, one in rows]
    found = {name: one for name, one in told if name and one}
    return {"answers": found} if found else {}
