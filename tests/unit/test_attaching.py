"""Which files staff may add, and where they are kept."""

import pytest

from segue.conversations.desk.attaching import LARGEST, attached, clean, upload
from segue.errors import Gone, Invalid, NotFound
from segue.http import Request
from segue.messages import Message
from segue.messaging.enclosing import KEPT, WITH_A_MAIL, enclosed
from segue.messaging.file_links import Opening, sealed
from tests.builders import NOON

TALK, OTHER = f"c_{'a' * 24}", f"c_{'b' * 24}"
FILE = {"key": f"{TALK}/{'k' * 24}/plan.pdf", "name": "plan.pdf", "type": "application/pdf", "size": 3}
OPENING = Opening(b"secret", lambda key, name, kind: f"https://files.test/{key}?{kind}")


class Kept:
    """Files of three bytes."""

    def read(self, _key: str) -> bytes:
        return b"abc"

    def link(self, one, until):
        return f"https://segue.test/f/{one['name']}/{until}"


def a_message(channel="email", *files):
    return Message(
        "u_1_m", "u_1", "e_1", "desk:c_1", "p", "t", "", channel, "transactional", NOON, data={"attachments": files}
    )


@pytest.mark.parametrize(
    ("name", "kind", "size", "reason"),
    [
        ("a.exe", "application/x-msdownload", 1, "bad-type"),
        ("a.svg", "image/svg+xml", 1, "bad-type"),
        ("a.html", "text/html", 1, "bad-type"),
        ("a.html", "text/plain", 1, "bad-name"),
        ("a.pdf.exe", "application/pdf", 1, "bad-name"),
        ("a.pdf", "application/pdf", LARGEST + 1, "too-large"),
        ("a.pdf", "application/pdf", 0, "too-large"),
    ],
)
def test_what_may_run_or_is_too_large_is_not_taken(name, kind, size, reason):
    with pytest.raises(Invalid) as refused:
        upload(TALK, (name, kind, size), "k1")
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "..\\..\\a.pdf", "/a.pdf", "a\r\nb.pdf", "...pdf.pdf", 'x".pdf']
)
def test_a_name_leads_into_no_other_folder(name):
    key = upload(TALK, (name, "application/pdf", 1), "k1").key
    folder, own, file = key.split("/")
    assert (folder, len(own)) == (TALK, 24)
    assert ".." not in file
    assert not set(file) & set('/\\"\r\n')


def test_a_clean_name_stays_as_it_is():
    assert clean("Plan of the tent (2).pdf") == "Plan of the tent (2).pdf"
    assert clean("Größe.pdf") == "Größe.pdf"
    assert len(clean("a" * 500 + ".pdf")) <= 100
    assert clean(clean("a" * 500 + ".pdf")) == clean("a" * 500 + ".pdf")


@pytest.mark.parametrize(
    ("key", "size", "reason"),
    [
        (FILE["key"].replace(TALK, OTHER), 3, "bad-attachment"),
        (f"{TALK}/../{OTHER}/{'k' * 24}/plan.pdf", 3, "bad-attachment"),
        ("uploads/x", 3, "bad-attachment"),
        ("", 3, "bad-attachment"),
        (FILE["key"], 0, "no-file"),
        (FILE["key"], LARGEST + 1, "too-large"),
    ],
)
def test_only_what_was_uploaded_to_this_conversation_goes_with_an_answer(key, size, reason):
    with pytest.raises(Invalid) as refused:
        attached(TALK, [{**FILE, "key": key}], lambda _: size)
    assert refused.value.reason == reason


@pytest.mark.parametrize(("name", "kind"), [("run.exe", "application/pdf"), ("page.html", "text/plain")])
def test_a_file_that_may_run_goes_with_no_answer_whatever_it_is_called(name, kind):
    with pytest.raises(Invalid) as refused:
        attached(TALK, [{**FILE, "key": f"{TALK}/{'k' * 24}/{name}", "type": kind}], lambda _: 3)
    assert refused.value.reason == "bad-name"


def test_what_goes_with_an_answer_is_told_by_the_store_and_not_by_the_caller():
    (one,) = attached(TALK, [{**FILE, "size": 1, "url": "https://else.test", "name": "other.exe"}], lambda _: 7)
    assert one == {**FILE, "size": 7}


def test_small_files_go_with_a_mail_and_are_links_elsewhere():
    files, links = enclosed(a_message("email", FILE), Kept(), NOON)
    assert (files[0].name, files[0].content, links) == ("plan.pdf", b"abc", {})
    assert enclosed(a_message("sms", FILE), Kept(), NOON) == (
        (),
        {"plan.pdf": f"https://segue.test/f/plan.pdf/{NOON + KEPT}"},
    )


def test_large_files_are_links_in_a_mail_too():
    files, links = enclosed(a_message("email", {**FILE, "size": WITH_A_MAIL}, FILE), Kept(), NOON)
    assert (files, list(links)) == ((), ["plan.pdf"])


def test_a_link_leads_to_its_file_until_it_ends():
    token = sealed(b"secret", FILE, NOON + 1)
    answer = OPENING.answer(Request("GET", f"/f/{token}"), NOON)
    assert (answer.status, answer.headers["location"]) == (302, f"https://files.test/{FILE['key']}?application/pdf")
    assert answer.headers["x-content-type-options"] == "nosniff"
    with pytest.raises(Gone):
        OPENING.answer(Request("GET", f"/f/{token}"), NOON + 1)


@pytest.mark.parametrize(
    "token", ["", "x", "é", sealed(b"another", FILE, NOON + 1), sealed(b"secret", FILE, NOON + 1)[:-1]]
)
def test_a_link_that_we_did_not_make_leads_nowhere(token):
    with pytest.raises(NotFound):
        OPENING.answer(Request("GET", f"/f/{token}"), NOON)


def test_a_link_is_opened_and_nothing_else():
    with pytest.raises(NotFound):
        OPENING.answer(Request("POST", f"/f/{sealed(b'secret', FILE, NOON + 1)}"), NOON)
