"""What goes wrong is told in the language of whoever looks, and in English to everybody else."""

import pytest

from segue import write_keys
from segue.broadcasts.lacking import Lack
from segue.console.customers import panel_tokens
from segue.console.words import sentence
from segue.conversations.desk import attaching, staff_names
from segue.conversations.desk.acts import AnsweredMeanwhile
from segue.errors import Conflict, Invalid, SegueError, TooMany
from segue.languages.texts import _, speaking
from segue.privacy_cases.cases import Case
from segue.privacy_cases.codes import Check
from segue.times import DAY, from_text

STAFF = staff_names.Names({"u1": "amy@shop.test", "u2": "amy@other.test", "u3": "bob@shop.test"})
TAKEN = _("{who} has it meanwhile")


def wrong(act):
    """What an act says that goes wrong."""
    with pytest.raises(SegueError) as raised:
        act()
    assert str(raised.value) == raised.value.detail
    assert type(raised.value.detail) is str
    return raised.value.detail


def many_codes():
    return Check("m1", (1, 2, 3, 4, 5)).another("m2", DAY)


@pytest.mark.parametrize(
    ("act", "english", "german"),
    [
        (lambda: from_text("soon"), "not an ISO 8601 time: 'soon'", "keine Zeit nach ISO 8601: 'soon'"),
        (
            lambda: write_keys.checked("server", "Till", ["https://shop.example"]),
            "a server key has no origins: no page may use it",
            "ein Server-Schlüssel hat keine Ursprünge: Keine Seite darf ihn verwenden",
        ),
        (
            lambda: panel_tokens.shown("a.b.c", ("secret",), 0),
            "the token is not signed with the panel secret by HS256",
            "das Token ist nicht mit dem Geheimnis des Panels per HS256 signiert",
        ),
        (
            lambda: attaching.upload("t1", ("a.exe", "application/x-msdownload", 1), "o1"),
            f"files are {', '.join(attaching.TYPES)}",
            f"Dateien sind {', '.join(attaching.TYPES)}",
        ),
        (
            lambda: STAFF.named("amy"),
            "'amy' may be amy@other.test or amy@shop.test: give the whole address",
            "'amy' kann amy@other.test oder amy@shop.test sein: Nennen Sie die ganze Adresse",
        ),
        (
            lambda: STAFF.named("bobb"),
            "nobody of the staff is called 'bobb'; did you mean `bob`?",
            "niemand vom Team heißt 'bobb'; meinten Sie `bob`?",
        ),
        (
            lambda: Case("c1", 1, "pia", "access", "u1", 1, state="answered").must_be("open"),
            "the case is answered already",
            "der Fall ist schon beantwortet",
        ),
    ],
)
def test_what_goes_wrong_is_told_in_the_language_of_now(act, english, german):
    assert wrong(act) == english
    with speaking("de"):
        assert wrong(act) == german
    assert wrong(act) == english


def test_who_has_answered_meanwhile_is_told_with_the_answer_as_it_is():
    with speaking("de"):
        told = AnsweredMeanwhile("bob", "a line\nor two").detail
        assert told == "bob hat inzwischen geantwortet: a line\nor two"
        assert AnsweredMeanwhile("", "yes").detail == "jemand hat inzwischen geantwortet: yes"


def test_an_error_is_told_once_where_it_is_made():
    with speaking("de"):
        made = Conflict("taken-meanwhile", TAKEN)
    assert made.detail == "{who} hat es inzwischen"
    assert made.reason == "taken-meanwhile"


@pytest.mark.parametrize("made", [Invalid("bad-key"), TooMany("bad-key", "", 1)])
def test_an_error_without_words_says_its_reason(made):
    assert (made.detail, str(made)) == ("bad-key", "bad-key")


def test_what_a_playbook_lacks_is_told_with_its_name():
    lack = Lack("template", "news", "email")
    assert lack.words == "the playbook in force has no template news for email"
    with speaking("de"):
        assert lack.words == "das geltende Playbook hat keine Vorlage news für email"


def test_as_a_sentence_it_begins_with_a_capital():
    with speaking("de"):
        assert sentence(_("there is no such conversation")) == "Dieses Gespräch gibt es nicht."
