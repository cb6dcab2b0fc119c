"""The two hours as twenty seconds: what the tour makes short it sets back, whatever comes between."""

import time

import pytest

from segue_tools.api import Refused
from segue_tools.demo.pace import PACED, original, paced
from segue_tools.playbooks import starter_files
from segue_tools.tour.quickening import SPEED, Quickening


class Playbook:
    """The API's playbook, as far as it is asked here."""

    def __init__(self):
        self.files = {path: text for path, text in starter_files().items() if path in PACED}
        self.applied = 0
        self.fails = 0  # so many reads
        self.loses = 0  # the answer to so many writes

    def get(self, _):
        self.fails -= 1
        if self.fails >= 0:
            raise Refused("GET: 503")
        return {"files": dict(self.files)}

    def post(self, _, body):
        self.files |= body["files"]
        self.applied += 1
        self.loses -= 1
        if self.loses >= 0:
            raise Refused("POST: 503")


@pytest.fixture
def playbook():
    return Playbook()


@pytest.fixture
def pace(playbook):
    """Ends before the test does, whatever happens."""
    made = Quickening(lambda: playbook)
    yield made
    made.end()


def test_two_hours_are_twenty_seconds_and_two_hours_again(playbook, pace):
    before = dict(playbook.files)
    assert pace.start() == "quick"
    assert "untouched_for: 20s" in playbook.files["segments/abandoned-cart.yaml"]
    assert pace.on
    pace.end()
    assert (playbook.files, pace.on) == (before, False)


def test_asked_twice_it_is_applied_once(playbook, pace):
    assert [pace.start(), pace.start()] == ["quick", "quick"]
    assert playbook.applied == 1


def until_slow(pace):
    """Waits for the timer."""
    end = time.monotonic() + 5
    while pace.on and time.monotonic() < end:
        time.sleep(0.01)
    assert not pace.on


def test_after_a_while_it_is_set_back_by_itself(playbook):
    before = dict(playbook.files)
    pace = Quickening(lambda: playbook, lasts=0.01)
    pace.start()
    until_slow(pace)
    assert playbook.files == before


@pytest.mark.parametrize("trouble", [{"fails": 2}, {"loses": 1}])
def test_what_could_not_be_set_back_in_time_is_tried_again(playbook, trouble):
    before = dict(playbook.files)
    pace = Quickening(lambda: playbook, lasts=0.1)
    pace.start()
    vars(playbook).update(trouble)
    until_slow(pace)
    assert playbook.files == before


def test_who_closes_the_page_in_vain_does_not_stop_the_clock(playbook):
    before = dict(playbook.files)
    pace = Quickening(lambda: playbook, lasts=0.1)
    pace.start()
    playbook.fails = 1
    with pytest.raises(Refused):
        pace.end()
    until_slow(pace)
    assert playbook.files == before


def test_what_was_made_short_and_not_answered_is_set_back(playbook, pace):
    before = dict(playbook.files)
    playbook.loses = 1
    with pytest.raises(Refused):
        pace.start()
    assert playbook.files != before
    pace.end()
    assert playbook.files == before


@pytest.fixture
def left_behind(playbook):
    """What was before a front made it short and was killed."""
    before = dict(playbook.files)
    killed = Quickening(lambda: playbook)
    killed.start()
    if killed._timer:
        killed._timer.cancel()
    assert playbook.files != before
    return before


def test_what_a_killed_front_has_left_short_the_next_one_sets_back(playbook, left_behind, pace):
    pace.take_over()
    until_slow(pace)
    assert playbook.files == left_behind


def test_what_a_killed_front_has_left_short_is_the_tour_s_and_no_played_day_s(playbook, left_behind, pace):
    assert (pace.start(), playbook.applied) == ("quick", 1)
    pace.end()
    assert playbook.files == left_behind


def test_a_played_day_at_the_tour_s_own_speed_is_left_alone_too(playbook, pace):
    playbook.files = day = {path: paced(text, SPEED) for path, text in playbook.files.items()}
    pace.take_over()
    until_slow(pace)
    assert (pace.start(), playbook.files, playbook.applied) == ("played", day, 0)


def test_a_file_without_a_last_line_s_end_is_set_back(playbook, pace):
    path = "segments/abandoned-cart.yaml"
    playbook.files[path] = playbook.files[path].rstrip()
    before = playbook.files[path]
    pace.start()
    pace.end()
    assert playbook.files[path].rstrip() == before


def test_what_a_played_day_has_quickened_is_left_alone(playbook, pace):
    playbook.files = day = {path: paced(text, 240) for path, text in playbook.files.items()}
    assert pace.start() == "played"
    pace.end()
    assert (playbook.files, playbook.applied) == (day, 0)


def test_a_played_day_that_begins_meanwhile_keeps_its_pace_and_can_set_it_back(playbook, pace):
    before = dict(playbook.files)
    pace.start()
    day = {path: paced(original(text), 240) for path, text in playbook.files.items()}
    playbook.files = dict(day)
    pace.end()
    assert playbook.files == day
    assert {path: original(text) for path, text in day.items()} == before


def test_what_somebody_has_changed_meanwhile_stays(playbook, pace):
    pace.start()
    playbook.files["policies/carts.yaml"] = "several: add_up\n"
    pace.end()
    assert playbook.files["policies/carts.yaml"] == "several: add_up\n"
    assert "untouched_for: 2h" in playbook.files["segments/abandoned-cart.yaml"]


def test_a_code_for_a_cart_lasts_as_long_as_before(playbook):
    assert "code_lasts: 15m" in paced(playbook.files["policies/carts.yaml"], SPEED)
