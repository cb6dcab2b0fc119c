"""A mail that says nothing but that it wants no more of them."""

from typing import Any

import pytest

from segue.suppressions import suppressions
from tests.unit.test_ses_inbound import a_mail, a_notice, parsed


def opted_out(text: str, subject: str = "Zelt", verdicts: dict[str, str] | None = None, **said: Any) -> list[str]:
    """The wording of the opt-outs of a mail; it always stays a turn."""
    receipt = {f"{name}Verdict": {"status": status} for name, status in (verdicts or {}).items()}
    events = parsed(a_notice(a_mail(text, Subject=subject), receipt=receipt, **said)).events
    assert events[0].event == "Conversation Turn"
    found = [one for one in events if one.event == "Consent Updated"]
    assert all(suppressions(one)[0].purpose == "marketing" for one in found)
    return [one.properties["wording"] for one in found]


@pytest.mark.parametrize(
    ("text", "subject", "wording"),
    [
        ("Unsubscribe", "Re: Our tents", ["Unsubscribe"]),
        ("STOP please.", "", ["STOP please."]),
        ("Abbestellen\r\n\r\n-- \r\nKim", "", ["Abbestellen"]),
        ("désinscription", "x", ["désinscription"]),
        ("", "unsubscribe", ["unsubscribe"]),
        ("Where is my tent?", "unsubscribe", []),
        ("I want to unsubscribe my brother, how?", "", []),
        ("cancel", "Re: Your order", []),
        ("", "Re: unsubscribe", []),
        ("start", "", []),
    ],
)
def test_a_mail_that_says_nothing_but_unsubscribe_is_an_opt_out(text, subject, wording):
    assert opted_out(text, subject) == wording


@pytest.mark.parametrize(
    ("verdicts", "source", "count"),
    [
        ({"dmarc": "PASS", "spf": "FAIL"}, "bounces@other.example", 1),
        ({"dmarc": "GRAY", "spf": "PASS"}, "kim@shop.example", 1),
        ({"dmarc": "GRAY", "spf": "PASS"}, "kim@other.example", 0),
        ({"dmarc": "GRAY", "spf": "FAIL"}, "kim@shop.example", 0),
        ({"dmarc": "GRAY", "spf": "GRAY", "dkim": "PASS"}, "kim@shop.example", 0),
        ({"dmarc": "FAIL"}, "kim@shop.example", 0),
    ],
)
def test_nobody_opts_another_out_by_a_mail_in_their_name(verdicts, source, count):
    assert len(opted_out("unsubscribe", "", verdicts, source=source)) == count


def test_a_contact_form_opts_nobody_out():
    raw = a_mail("unsubscribe", From="form@store.example", Reply_To="lee@shop.example")
    said = a_notice(raw, source="form@store.example", receipt={"recipients": ["hello@store.example"]})
    assert [one.event for one in parsed(said).events] == ["Conversation Turn"]
