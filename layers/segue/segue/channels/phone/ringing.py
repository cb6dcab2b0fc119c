"""A call that rings, as its provider tells of it while it waits for what to do."""

from dataclasses import dataclass

from segue.identifiers import Identifier


@dataclass(frozen=True)
class Ringing:
    """Who rings: `who` is None where no number is shown; `why` says so. `thread` names the call as a conversation."""

    who: Identifier | None
    thread: str = ""
    why: str = ""
