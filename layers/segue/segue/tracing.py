"""Log lines: what happened and where it broke; keys, files and lines, never a value.

A trace is the one id from the webhook to the send, by which one query of the logs finds the whole way of an event:
eight characters out of the id of what began something, be it an event, a request of the API or a run of a broadcast.
Nothing of that id can be read out of it, so it may stand in a log. Where something else moved a run on, its trace
stands behind that of what began the run.
"""

import base64
import hashlib
import os
import sys

import msgspec


def line_of(wrong: BaseException) -> str:
    """The last place of an exception's traceback as `file:line`; empty when it was never raised."""
    trace = wrong.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""


def report(what: str, **fields: str | int) -> None:
    """One JSON log line of keys, never of personal data."""
    sys.stdout.write(msgspec.json.encode({"message": what, **fields}).decode() + "\n")


def broke(what: str, wrong: BaseException, **fields: str | int) -> None:
    """What nobody foresaw as a log line: where, and in which version of which function, so that one that is being
    deployed can be told from the one before it."""
    ran = f"{os.environ.get('AWS_LAMBDA_FUNCTION_NAME', '')}:{os.environ.get('AWS_LAMBDA_FUNCTION_VERSION', '')}"
    report(what, **fields, error=type(wrong).__name__, at=line_of(wrong), ran=ran)


def hop(what: str, trace: str, **fields: str | int) -> None:
    """One step of a way as a log line: ids, words of ours and of the playbook; what is empty is left out."""
    report(what, trace=trace, **{name: said for name, said in fields.items() if said})


def shortened(identity: str) -> bytes:
    """Forty bits of an id."""
    return hashlib.blake2b(identity.encode("utf-8", "replace"), digest_size=5).digest()


def trace_of(identity: str) -> str:
    """The trace of an event, a request or a run, by its id."""
    return trace_of_short(int.from_bytes(shortened(identity)))


def trace_of_short(number: int) -> str:
    """The same where the short id alone is known that facets keep of an event."""
    return base64.b32encode(number.to_bytes(5)).decode().lower()


def veiled(trace: str, key: bytes, signal: str) -> str:
    """A trace as it stands on the bus, where it tells nobody anything without the key; twice is the trace again."""
    mask = hashlib.blake2b(signal.encode(), key=key, digest_size=10).digest()
    parts = [base64.b32decode(one.upper()) for one in trace.split()]
    found = [bytes(a ^ b for a, b in zip(one, mask[5 * place :], strict=False)) for place, one in enumerate(parts)]
    return " ".join(base64.b32encode(one).decode().lower() for one in found)


def joined(trace: str, by: str) -> str:
    """What began something, and what moved it last; either may be "". Never more than the two."""
    if not by:
        return trace
    return " ".join(dict.fromkeys([(trace or by).split()[0], by.split()[-1]]))
