"""Every reason for which something can be held back is told in words, with what to do about it."""

import re

from segue.console.operations.reasons import NAMES, OTHER, REASONS, reason, reason_of
from segue.languages.texts import speaking
from tests.template.sources import PACKAGE

RAISED = re.compile(r'\b(?:Invalid|TooLarge|Rejected)\((?:delivery,\s*)?\s*"([a-z-]+)"')
ROWS = re.compile(r'\b(?:Invalid|Rejection|Left)\((?:(?:\w|\.)+,\s*)?"([a-z-]+)"')
READING = ("channels", "segment_api", "deliveries.py")
# said to who applies a playbook, to who asks by GET, to who tries a source out
WHOLE = {"changed", "unreadable", "bad-format", "bad-location"}  # they end an import, and stand in its problem
ELSEWHERE = {"bad-source", "no-token", "no-sample"}


def test_every_reason_has_words():
    files = [
        one for part in READING for one in (*(PACKAGE / part).rglob("*.py"), PACKAGE / part) if one.suffix == ".py"
    ]
    raised = {word for one in files for word in RAISED.findall(one.read_text())}
    assert len(raised) > 10
    assert raised - ELSEWHERE <= REASONS.keys()


def test_an_unknown_reason_has_words_too():
    assert reason_of("was-a-bug") == OTHER


def test_every_reason_has_a_name_in_the_language_of_the_page():
    rows = {word for one in (PACKAGE / "imports").rglob("*.py") for word in ROWS.findall(one.read_text())}
    assert len(rows) > 10
    assert (rows - WHOLE) | REASONS.keys() <= NAMES.keys()
    with speaking("de"):
        assert [word for word in NAMES if reason(word) == str.__str__(NAMES[word])] == []
        assert reason("no-identifier") == "Kein Bezeichner"
    assert reason("some-other") == "Some other"
