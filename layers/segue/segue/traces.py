"""Traces: one id from the webhook to the send, by which one query of the logs finds the whole way of an event.

A trace is eight characters out of the id of what began something: an event, a request of the API, a wave of a
broadcast. Nothing of that id can be read out of it, so it may stand in a log. It is the short id that facets keep of an
event, too. Where something else moved a run on, its trace stands behind that of what began the run.
"""

import base64

from segue.keys import short
from segue.tracing import report


def trace_of(identity: str) -> str:
    """The trace of an event, a request or a wave, by its id."""
    return trace_of_short(short(identity))


def trace_of_short(number: int) -> str:
    """The same where the short id alone is known."""
    return base64.b32encode(number.to_bytes(5)).decode().lower()


def joined(trace: str, by: str) -> str:
    """What began something, and what moved it last; either may be "". Never more than the two."""
    if not by:
        return trace
    return " ".join(dict.fromkeys([(trace or by).split()[0], by.split()[-1]]))


def hop(what: str, trace: str, **fields: str | int) -> None:
    """One step of a way as a log line: ids, words of ours and of the playbook; what is empty is left out."""
    report(what, trace=trace, **{name: said for name, said in fields.items() if said})
