"""Files of conversations, from the browser's upload to the customer's mail, and out of the customer's."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from segue.aws.settings import settings
from segue.times import DAY, MINUTE
from tests.faults.shop import http
from tests.handlers.mails_in import last_mail, mailed
from tests.handlers.talks import chatted, desk, known, the_one, whole, wrote
from tests.handlers.trail import entered

PLAN = {"name": "plan.pdf", "type": "application/pdf", "size": 3}
BOUNDARY = "b1"
MAIL = (
    f"--{BOUNDARY}\r\nContent-Type: text/plain\r\n\r\nSee the picture\r\n--{BOUNDARY}\r\nContent-Type: image/png\r\n"
    'Content-Disposition: attachment; filename="../broken.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    f"{base64.b64encode(b'png').decode()}\r\n--{BOUNDARY}--"
)


@pytest.fixture
def talk(world):
    """A conversation with Kim."""
    known(world)
    wrote(world, "Where is my tent?", "i1")
    return the_one(world)


def uploaded(world, talk, **more):
    """A file as the browser brings it: what then stands in the turn."""
    status, said = desk(world).post(f"/v1/conversations/{talk['id']}/attachments", PLAN | more)
    assert status == 201, said
    world.region.buckets.objects[settings().attachments_bucket, said["attachment"]["key"]] = b"pdf"
    return said


def answered(world, talk, status=201, **more):
    """The answer with a file."""
    found, said = desk(world).post(f"/v1/conversations/{talk['id']}/turns", {"text": "Here it is", **more})
    assert found == status, said
    world.pass_time(MINUTE)
    return said


def test_the_form_takes_exactly_this_file(world, talk):
    said = uploaded(world, talk)["upload"]
    policy = json.loads(base64.b64decode(said["fields"]["policy"]))
    assert ["content-length-range", 1, 3] in policy["conditions"]
    assert {"Content-Type": "application/pdf"} in policy["conditions"]
    assert {"key": said["fields"]["key"]} in policy["conditions"]


def test_what_is_not_taken_is_said_before_anything_is_uploaded(world, talk):
    for wrong in ({"type": "text/html"}, {"size": 10_000_001}, {"name": "x.exe"}, {"size": 0}):
        status, _ = desk(world).post(f"/v1/conversations/{talk['id']}/attachments", PLAN | wrong)
        assert status in (400, 422)


def test_a_file_goes_with_a_mail(world, talk):
    answered(world, talk, channel="email", attachments=[uploaded(world, talk)["attachment"]])
    (one,) = last_mail(world).request["Content"]["Simple"]["Attachments"]
    assert (one["FileName"], one["ContentType"]) == ("plan.pdf", "application/pdf")
    assert base64.b64decode(one["RawContent"]) == b"pdf"


def test_by_text_message_a_link_leads_to_it_for_a_while(world, talk):
    answered(world, talk, attachments=[uploaded(world, talk)["attachment"]])
    text = last_mail(world).request["Message"]
    link = urlsplit(text.rpartition(" ")[2])
    answer = world.lambdas.invoke("open_file", http("GET", link.path))
    where = urlsplit(answer["headers"]["location"])
    assert (link.netloc, answer["statusCode"]) == ("segue.test", 302)
    assert parse_qs(where.query)["response-content-disposition"][0].startswith("attachment; filename")
    world.pass_time(31 * DAY)
    assert world.lambdas.invoke("open_file", http("GET", link.path))["statusCode"] == 410


def test_the_agent_sees_the_file_by_a_link_that_ends(world, talk):
    answered(world, talk, attachments=[uploaded(world, talk)["attachment"]])
    (one,) = whole(world, talk["id"])["turns"][-1]["attachments"]
    asked = parse_qs(urlsplit(one["url"]).query)
    assert (one["name"], asked["X-Amz-Expires"]) == ("plan.pdf", ["600"])
    assert asked["response-content-type"] == ["application/pdf"]


def test_what_was_never_uploaded_goes_with_nothing(world, talk):
    status, said = desk(world).post(f"/v1/conversations/{talk['id']}/attachments", PLAN)
    assert status == 201
    assert answered(world, talk, 400, attachments=[said["attachment"]])["type"].endswith("no-file")


def test_a_file_that_is_gone_when_the_mail_leaves_is_told(world, talk):
    one = uploaded(world, talk)["attachment"]
    size = world.region.buckets.objects
    desk(world).post(f"/v1/conversations/{talk['id']}/turns", {"text": "x", "channel": "email", "attachments": [one]})
    size.pop((settings().attachments_bucket, one["key"]))
    world.pass_time(MINUTE)
    carried = whole(world, talk["id"])["turns"][-1]["carried"]
    assert (carried["state"], carried["reasons"][0]["word"]) == ("dropped", "no-file")


def test_what_a_customer_attached_to_a_mail_is_taken_out_of_it(world):
    known(world)
    said = {"Content_Type": f"multipart/mixed; boundary={BOUNDARY}", "MIME_Version": "1.0"}
    world.region.buckets.objects["mails", "m/1"] = mailed(world, MAIL, "m1@kim", stored="m/1", **said)
    (one,) = the_one(world)["turns"][0]["attachments"]
    status, found = desk(world).get(one["at"])
    assert (status, found["name"], found["type"]) == (200, "../broken.png", "image/png")
    assert entered(world, "conversation.viewed")[-1]["subjects"] == [the_one(world)["person"]]
    ((key, content),) = [(key, it) for (bucket, key), it in world.region.buckets.objects.items() if bucket != "mails"]
    assert (key.rpartition("/")[2], content) == ("broken.png", b"png")


def test_an_event_that_names_a_file_of_another_conversation_leads_to_nothing(world):
    known(world)
    file = {"key": f"c_{'a' * 24}/{'k' * 24}/plan.pdf", "name": "plan.pdf", "type": "application/pdf"}
    chatted(world, "Look", "t1", attachments=[file])
    (one,) = the_one(world)["turns"][0]["attachments"]
    assert one["url"] == ""


@pytest.mark.parametrize("path", ["x/0", "{turn}/7", "{turn}/0"])
def test_a_file_that_there_is_not_is_not_found(world, talk, path):
    place = path.format(turn=talk["turns"][0]["id"])
    assert desk(world).get(f"/v1/conversations/{talk['id']}/attachments/{place}")[0] == 404
