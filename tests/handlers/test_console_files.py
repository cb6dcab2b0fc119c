"""Files in the console: where a browser uploads one to, and an answer that has it."""

import json

import pytest

from segue.console.visits import HTML
from segue.wiring.attachments import attachments
from tests.handlers.talks import known, the_one, whole, wrote

FILE = {"name": "label.pdf", "type": "application/pdf", "size": "2000"}


@pytest.fixture
def talk(world):
    """The path of a conversation that Kim began by SMS."""
    known(world)
    wrote(world, "Where is my tent?", "i1")
    return f"/inbox/{the_one(world)['id']}"


def uploaded(world, browser, talk):
    """The reply form's fields after a file was uploaded."""
    page = browser.get(talk).body
    made = json.loads(browser.post(f"{talk}/upload", FILE).body)
    with world.aside():
        attachments().keep(made["attachment"]["key"], FILE["type"], b"pdf")
    browser.body = page
    return {"text": "Your label", "kind": "said", "channel": "chat", "files": json.dumps([made["attachment"]])}


def test_the_page_may_send_to_the_store_of_files_and_nowhere_else(amy, talk):
    told = amy.get(talk).headers
    origin = told["content-security-policy"].partition("connect-src 'self' ")[2].partition(";")[0]
    made = json.loads(amy.post(f"{talk}/upload", FILE).body)
    assert origin.startswith("https://")
    assert made["url"].startswith(origin)
    assert (told["content-type"], "connect-src 'self';" in amy.get("/inbox").headers["content-security-policy"]) == (
        HTML,
        True,
    )


@pytest.mark.parametrize("wrong", [{"type": "text/html"}, {"name": "label.exe"}, {"size": "99999999"}, {"size": "big"}])
def test_a_file_that_is_not_taken_is_refused_in_words(amy, talk, wrong):
    refused = amy.get(talk).post(f"{talk}/upload", {**FILE, **wrong})
    assert (refused.status, bool(json.loads(refused.body)["detail"])) == (422, True)


def test_an_answer_has_the_file_that_was_uploaded(world, amy, talk):
    assert amy.post(f"{talk}/say", uploaded(world, amy, talk)).status == 303
    (said,) = [one for one in whole(world, talk.rpartition("/")[2])["turns"] if one["author"] == "agent"]
    assert said["attachments"][0]["name"] == "label.pdf"
    assert amy.get(f"{talk}/files/{said['id']}/0").at.startswith("https://")


@pytest.mark.parametrize("files", ["nonsense", '[{"key": "c_other/x/y"}]'])
def test_a_file_of_somewhere_else_is_refused_and_the_text_stays(amy, talk, files):
    given = {"text": "Your label", "kind": "said", "channel": "sms", "files": files}
    refused = amy.get(talk).post(f"{talk}/say", given)
    assert (refused.status, ">Your label</textarea>" in refused.body) == (422, True)
