"""What is done side by side knows what the caller knows: who asks, and in which language."""

import pytest

from segue.aws.parallel import in_time, side_by_side
from segue.languages.texts import _, speaking

PAUSED = _("Nothing is paused.")


@pytest.mark.parametrize("count", [1, 2, 12])
def test_the_language_reaches_every_thread(count):
    with speaking("de"):
        assert set(side_by_side(lambda _one: str(PAUSED), range(count))) == {"Nichts ist angehalten."}


def test_it_reaches_what_has_a_time_limit():
    with speaking("de"):
        assert in_time([lambda: str(PAUSED)] * 3, 5) == ["Nichts ist angehalten."] * 3


def test_a_changed_text_is_told_before_it_is_changed():
    with speaking("de"):
        assert (PAUSED.upper(), PAUSED.replace(".", "!")) == ("NICHTS IST ANGEHALTEN.", "Nichts ist angehalten!")
