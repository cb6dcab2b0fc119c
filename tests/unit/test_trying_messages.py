"""A test of staff: carried once for each order, marked as what it is, and nobody's message."""

from typing import Any

import pytest

from segue.errors import Refused, Unavailable
from segue.messaging.sending import OutcomeUnknownError
from segue.messaging.trying import Trial, Trying, marked, untestable

TRIAL = Trial("test_1", "email", "max@shop.test", {"subject": "s", "html": "h", "text": "t"}, "https://x.test/u")


def carried(raising: Exception | None = None) -> list[Any]:
    """What the carrier was given."""
    given: list[Any] = []

    class Carrier:
        def ready(self, message: Any, envelope: Any) -> Any:
            given.append((message.id, message.purpose, message.person, envelope.to, dict(envelope.parts)))
            return self.hand_over

        def hand_over(self) -> str:
            if raising:
                raise raising
            return "ses-1"

    Trying({"email": Carrier()}.__getitem__).send(TRIAL.order["test"])
    return given


def test_a_test_is_carried_as_it_was_ordered() -> None:
    assert carried() == [("test_1", "transactional", "", "max@shop.test", dict(TRIAL.parts))]


def test_a_test_says_so_in_what_is_read_first() -> None:
    assert marked("email", TRIAL.parts) == {"subject": "[Test] s", "html": "h", "text": "t"}


@pytest.mark.parametrize(
    ("channel", "to", "connected", "why"),
    [
        ("email", "max@shop.test", True, ""),
        ("inapp", "max@shop.test", True, "goes nowhere"),
        ("sms", "max@shop.test", True, "tests go by e-mail"),
        ("email", "max", True, "tests go by e-mail"),
        ("email", "max@shop.test", False, "SenderDomain"),
    ],
)
def test_why_there_is_no_test_is_said(channel: str, to: str, connected: bool, why: str) -> None:
    said = untestable(channel, to, connected)
    assert (why in said, bool(said)) == (True, bool(why))


@pytest.mark.parametrize("wrong", [Refused("rejected"), OutcomeUnknownError()])
def test_what_was_not_taken_for_good_is_reported_and_not_tried_again(
    wrong: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    carried(wrong)
    said = capsys.readouterr().out
    assert ("test-not-sent" in said, "max@shop.test" in said) == (True, False)


def test_what_a_provider_takes_later_comes_again() -> None:
    with pytest.raises(Unavailable):
        carried(Unavailable("throttled"))
