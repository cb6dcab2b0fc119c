"""Traits that try to be a template, a header or another recipient: they stay words of the letter."""

import json

import pytest

from segue.times import HOUR
from tests.faults.shop import added, message, post
from tests.handlers.starter import started

LIQUID = "{{ 7 | times: 7 }}{% assign firstName = 'x' %}{{ person | json }}{% include 'secret' %}"
HEADERS = "Kim\r\nBcc: evil@shop.test\r\nContent-Type: text/html\r\n\r\n<b>"
OTHERS = "Kim <evil@shop.test>, evil@shop.test; evil@shop.test"


@pytest.fixture(scope="module", params=[LIQUID, HEADERS, OTHERS])
def mailed(request):
    """What such a name gets: (name, request to SES)."""
    with started() as world:
        traits = {"email": "kim@shop.test", "firstName": request.param, "lastName": request.param}
        cart = added(world, "m2", userId="u1")
        cart["properties"]["name"] = request.param
        post(world, message(world, "identify", "m1", userId="u1", traits=traits), cart)
        world.reach(4 * HOUR)
        (mail,) = world.region.mailbox.mails
        yield request.param, mail.request


def test_nothing_is_worked_out_of_it(mailed):
    name, sent = mailed
    said = json.dumps(sent["Content"])
    assert "49" not in said.replace("149", "").replace("{{ 7", "")
    assert name[:2] in said


def test_the_letter_goes_to_its_recipient_alone(mailed):
    _, sent = mailed
    assert sent["Destination"] == {"ToAddresses": ["kim@shop.test"]}


def test_no_header_has_a_second_line(mailed):
    _, sent = mailed
    simple = sent["Content"]["Simple"]
    headers = [simple["Subject"]["Data"], sent["FromEmailAddress"], *sent.get("ReplyToAddresses", [])]
    headers += [text for one in simple.get("Headers", []) for text in (one["Name"], one["Value"])]
    assert not [one for one in headers if "\r" in one or "\n" in one]
