"""Log lines: what happened and where it broke; keys, files and lines, never a value."""

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
