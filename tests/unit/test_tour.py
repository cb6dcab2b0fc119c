"""The tour's own work beside the browser: what it changes it sets back, what it does not understand it refuses."""

import pytest

from segue.channels.email import ses_inbound
from segue.deliveries import Delivery
from segue_tools.demo.pace import PACED, original, paced
from segue_tools.playbooks import starter_files
from segue_tools.tour.guide import Guide
from segue_tools.tour.quickening import SPEED, Quickening
from segue_tools.tour.replying import notice
from segue_tools.tour.seen import Browser
from tests.browser.tour_stand import OUTPUTS


class Playbook:
    """The API's playbook, as far as it is asked here."""

    def __init__(self):
        self.files = {path: text for path, text in starter_files().items() if path in PACED}
        self.applied = 0

    def get(self, _):
        return {"files": dict(self.files)}

    def post(self, _, body):
        self.files |= body["files"]
        self.applied += 1


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


def test_after_a_while_it_is_set_back_by_itself(playbook):
    before = dict(playbook.files)
    pace = Quickening(lambda: playbook, lasts=0.01)
    pace.start()
    if pace._timer:
        pace._timer.join(5)
    assert playbook.files == before


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


def test_a_reply_is_a_turn_of_whoever_has_the_address():
    body = notice("ada@example.com", "Please answer by mail.", "m1", 1_796_000_000)
    (event,) = ses_inbound.incoming(Delivery("ses_inbound", "ses_inbound", body, received_at=1_796_000_000_000))
    assert "Please answer by mail." in repr(event)
    assert "ada@example.com" in repr(event)


@pytest.mark.parametrize(
    "said", [{"visitor": 7}, {"visitor": "a/b"}, {"visitor": "a" * 65}, {"phone": {"cart": "../x"}}]
)
def test_ids_that_are_none_are_refused(said):
    with pytest.raises(ValueError, match="no ids"):
        Browser.of(said)


@pytest.mark.parametrize(
    ("door", "body"),
    [
        ("look", b"{}"),
        ("look", b'{"step": "end"}'),
        ("reply", b'{"text": " "}'),
        ("x", b"{}"),
        ("begin", b"[]"),
        ("begin", b"{"),
    ],
)
def test_what_makes_no_sense_is_refused(door, body):
    with pytest.raises(ValueError, match=r".*"):
        Guide(OUTPUTS).door(door)(body)


def test_a_stack_that_is_gone_is_told_in_words():
    said = Guide(OUTPUTS).door("quicken")(b"{}")
    assert said["problem"].startswith("The local stack did not answer")


def test_the_end_of_a_stack_that_is_gone_says_nothing(pace):
    guide = Guide(OUTPUTS)
    pace.start()
    guide.pace._ours = dict(pace._ours)
    guide.end()
    assert guide.pace.on
