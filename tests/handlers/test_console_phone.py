"""What an agent does on the telephone in the console: the customer's code, consent aloud, files."""

import pytest

from segue.times import MINUTE
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.starter import whole_starter
from tests.handlers.talks import chatted, desk, known, the_one
from tests.handlers.trail import entered


@pytest.fixture(scope="module")
def shop():
    """A shop with scripts, and Kim, who chats and has sent a picture."""
    with pytest.MonkeyPatch.context() as patched, staffed(patched, whole_starter()) as world:
        known(world)
        picture = [
            {"name": "tent.jpg", "type": "image/jpeg", "size": 2_400_000, "url": "https://files.example/tent.jpg"}
        ]
        chatted(world, "My tent is torn, see the picture.", "t1", attachments=picture)
        world.pass_time(MINUTE)
        yield world


@pytest.fixture
def amy(shop):
    """An agent who has signed in."""
    return as_staff(shop, "amy")


@pytest.fixture
def talk(shop):
    """The path of Kim's conversation."""
    return f"/inbox/{the_one(shop)['id']}"


def test_the_code_that_a_customer_reads_leads_to_the_conversation(shop, amy, talk):
    _, made = desk(shop).post(f"/v1/conversations/{talk.rpartition('/')[2]}/code", {}, key="c1")
    found = amy.get(talk).post(f"{talk}/code", {"code": f"{made['code'][:3]} {made['code'][3:]}"})
    assert (found.status, found.at) == (303, f"/console{talk}?said=entered")
    assert amy.get(talk).reads("Code from the conversation")
    assert entered(amy.world, "code.entered")


def done(world) -> int:
    """How much stands on the trail that was not refused."""
    return len([one for one in entered(world) if "refused" not in one["evidence"]])


@pytest.mark.parametrize(("code", "words"), [("12", "A code is six digits."), ("000000", "This code leads nowhere")])
def test_a_code_that_leads_nowhere_is_said_and_what_is_typed_stays(amy, talk, code, words):
    amy.get(talk).post(f"{talk}/draft", {"text": "half a sen"})
    amy.get(talk)
    before = done(amy.world)
    refused = amy.post(f"{talk}/code", {"code": code})
    assert done(amy.world) == before, "it was looked at, and nothing was done"
    assert (refused.status, refused.reads(words), ">half a sen</textarea>" in refused.body) == (422, True, True)


def test_consent_is_asked_for_in_the_shops_words_and_kept(amy, talk):
    amy.get(talk)
    version = amy.find(r'name="script" value="[^"]*"><input type="hidden" name="version" value="([^"]*)"')
    given = {"script": version.partition("/")[0], "version": version, "method": "chat"}
    refused = amy.post(f"{talk}/consent", {**given, "answer": "perhaps"})
    assert (refused.status, refused.reads("The answer is yes or no.")) == (422, True)
    kept = amy.post(f"{talk}/consent", {**given, "answer": "no"})
    assert (kept.status, kept.at.endswith("said=agreed")) == (303, True)
    refusal, row = sorted(entered(amy.world, "consent.recorded"), key=lambda one: "refused" not in one["evidence"])
    assert refusal["evidence"] == {"refused": "422"}
    assert (row["role"], len(row["subjects"])) == ("agent", 1)


def test_a_picture_of_the_customers_stands_in_the_thread(amy, talk):
    assert 'href="https://files.example/tent.jpg"' in amy.get(talk).body
    assert amy.reads("2.4 MB")
    assert amy.get(f"{talk}/files/nothing/0").status == 404
