"""Domains in the letters of people and in those of the network."""

import pytest

from segue.domains import deliverable, spelt


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("kim@müller.example", "kim@xn--mller-kva.example"),
        ("kim@straße.example", "kim@xn--strae-oqa.example"),
        ("kim@strasse.example", "kim@strasse.example"),
        ("kim@例え.テスト", "kim@xn--r8jz45g.xn--zckzah"),
        ("kim@MÜLLER。example", "kim@xn--mller-kva.example"),
        ("kim@Shop.Example", "kim@Shop.Example"),
        ("kim@\u2603..example", "kim@\u2603..example"),
    ],
)
def test_a_mail_goes_to_the_domain_as_mail_servers_know_it(address: str, sent: str) -> None:
    assert deliverable(address) == sent
    assert deliverable(sent) == sent


@pytest.mark.parametrize(
    ("reported", "known"),
    [
        ("kim@xn--mller-kva.example", "kim@müller.example"),
        ("kim@XN--STRAE-OQA.example", "kim@straße.example"),
        ("kim@shop.example", ""),
        ("kim@xn--\u2603.example", ""),
        ("kim@xn--0.example", ""),
        ("", ""),
    ],
)
def test_a_report_is_about_the_address_as_people_write_it_too(reported: str, known: str) -> None:
    assert spelt(reported) == known
