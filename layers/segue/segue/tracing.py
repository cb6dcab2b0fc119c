"""Where something broke, for a log line: a file and a line, never a value."""


def line_of(wrong: BaseException) -> str:
    """The last place of an exception's traceback as `file:line`; empty when it was never raised."""
    trace = wrong.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
