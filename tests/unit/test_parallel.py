"""Side by side, in time or not at all."""

from threading import Event

from segue.aws.parallel import in_time


def test_each_comes_to_what_it_comes_to_and_what_is_too_late_is_told() -> None:
    never = Event()
    one, wrong, late = in_time([lambda: 1, lambda: 1 // 0, lambda: never.wait(10)], 0.05)
    never.set()
    assert (one, type(wrong), type(late)) == (1, ZeroDivisionError, TimeoutError)
