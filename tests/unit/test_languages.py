"""In which language a person is written to: declared, then as their devices say."""

from typing import Any

import pytest

from segue import facets
from segue.messaging.languages import person_locale
from segue.profile.profiles import Profile
from tests.builders import NOON, an_event, an_identify


@pytest.mark.parametrize(
    ("traits", "context", "locale"),
    [
        ({"locale": "de_AT"}, {"locale": "en-US"}, "de-AT"),
        ({"preferred_language": "fr", "locale": "de"}, {}, "fr"),
        ({}, {"locale": "en-GB"}, "en-GB"),
        ({"language": "Deutsch"}, {"locale": "de-DE"}, "de-DE"),
        ({}, {}, ""),
    ],
)
def test_a_person_reads_what_was_declared_then_what_the_device_speaks(
    traits: dict[str, Any], context: dict[str, str], locale: str
) -> None:
    events = [an_identify(**traits), an_event(at=NOON + 1, context=context)]
    assert person_locale(Profile("u_1", facets.absorb({}, events), ("u_1",))) == locale
