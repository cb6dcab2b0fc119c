"""Every reason for which something can be held back is told in words, with what to do about it."""

import re

from segue.console.reasons import OTHER, REASONS, reason_of
from tests.template.sources import PACKAGE

RAISED = re.compile(r'\b(?:Invalid|TooLarge|Rejected)\((?:delivery,\s*)?\s*"([a-z-]+)"')
READING = ("channels", "segment_api", "deliveries.py")
# said to who applies a playbook, to who asks by GET, to who tries a source out
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
