"""`measure`: what comes by its queue, a step of a night or what somebody asked for."""

from collections.abc import Mapping
from typing import Any

import msgspec

from segue.errors import Invalid, Refused
from segue.measures.behind import Question
from segue.measures.results import Wish
from segue.times import Millis
from segue.tracing import report
from segue.wiring.measures import results
from segue.wiring.measuring import NIGHT, finding, working


def heard(said: Mapping[str, Any]) -> None:
    """One message of the queue: a step of a night, or what somebody asked for; of that what can never be answered is
    said, and does not come again. Raises Unavailable: it comes again."""
    if "measurerun" in said:
        working().work(said["measurerun"], said["step"])
        return
    try:
        _answer(said)
    except (Invalid, Refused) as wrong:
        report("measure-refused", why=wrong.reason)


def _answer(said: Mapping[str, Any]) -> None:
    if "behind" in said:
        from segue.wiring.measured_people import keep  # what few messages ask for

        keep(msgspec.convert(said["behind"], Question))
    else:
        _found(msgspec.convert(said["wish"], Wish), int(said.get("asked", 0)))


def _found(wish: Wish, asked: Millis) -> None:
    """Nothing where it was found since it was asked for: whoever loads a page again asks again."""
    last = results().last(wish) if asked else None
    if last is None or last.made < asked:
        results().keep(finding(NIGHT).find(wish, fresh=True))
