"""A test of staff: carried once for each order, marked as what it is, and nobody's message."""

from typing import Any

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.errors import Invalid, Refused, Unavailable
from segue.messaging.ports import OutcomeUnknownError
from segue.messaging.trying import Target, Trial, Trying, destination, marked, refusal
from segue.profile.profiles import Profile
from tests.builders import NOON, an_identify

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


def test_a_test_on_whatsapp_says_so_in_what_meta_lets_be_said() -> None:
    parts = {"whatsapp.text": "Hi", "whatsapp.template": "cart", "whatsapp.parameters": "Kim\nTent"}
    assert marked("whatsapp", parts)["whatsapp.parameters"] == "[Test] Kim\nTent"
    assert marked("whatsapp", {**parts, "whatsapp.parameters": ""})["whatsapp.parameters"] == ""


NUMBER = "+4915228817386"


@pytest.mark.parametrize(
    ("channel", "target", "to"),
    [
        ("email", Target(own="max@shop.test"), "max@shop.test"),
        ("sms", Target(said=" +49 152 288 173 86 "), NUMBER),
        ("whatsapp", Target(said=NUMBER), NUMBER),
        ("push", Target(said="apple:t0k3n"), "apple:t0k3n"),
        ("x", Target(said="42"), "42"),
    ],
)
def test_a_test_goes_to_the_address_that_is_said(channel: str, target: Target, to: str) -> None:
    assert destination(channel, target).value == to


@pytest.mark.parametrize(
    ("channel", "target", "why"),
    [
        ("email", Target(own="max"), "member of staff"),
        ("email", Target(own="max@shop.test", said="kim@shop.test"), "to no other"),
        ("email", Target(own="max@shop.test", person="u_1"), "to no other"),
        ("sms", Target(said="0152 28817386"), "with its country"),
        ("sms", Target(own="max@shop.test"), "with its country"),
        ("push", Target(said="t0k3n"), "the token"),
        ("messenger", Target(), "written on this channel"),
        ("inapp", Target(said="u1"), "goes nowhere"),
        ("webhook", Target(said="https://shop.test"), "to a program"),
        ("custom", Target(said="x"), "to a program"),
    ],
)
def test_why_there_is_no_test_is_said(channel: str, target: Target, why: str) -> None:
    with pytest.raises(Invalid) as told:
        destination(channel, target)
    assert why in told.value.detail


def test_a_test_goes_to_the_best_address_of_somebody_who_has_one() -> None:
    kim = Profile("u_1", facets.absorb({}, [an_identify(NOON, phone=NUMBER)]), ("u_1",))
    assert destination("sms", Target(person="u_1"), kim).value == NUMBER
    with pytest.raises(Invalid, match="No address"):
        destination("push", Target(person="u_1"), kim)


@pytest.mark.parametrize(
    ("point", "why"),
    [
        (ContactPoint("p_1"), ""),
        (ContactPoint("p_1", granted={"marketing": 1}), ""),
        (ContactPoint("p_1", denied={"marketing": 1}), "opted out"),
        (ContactPoint("p_1", suppressed="stop"), "STOP"),
        (ContactPoint("p_1", owner="u_2"), "Somebody else"),
    ],
)
def test_who_said_no_or_is_gone_gets_no_test(point: ContactPoint, why: str) -> None:
    said = refusal(point, Profile("u_1", {}, ("u_1",)))
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
