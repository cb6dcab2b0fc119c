"""What is learned is the same in any order of arrival, lies between the person's own and everybody's, and follows what
happens."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segue import facets
from segue.events import Event
from segue.messages import Message
from segue.messaging.best_times import Window, best, habit, hour_of, moments
from segue.messaging.channel_policies import ChannelPolicy
from segue.messaging.learned import explored, ranked, score
from segue.messaging.patterns import PER_ANSWER, USUAL, WEEK, Known, shrunk, spread
from segue.messaging.styles import style
from segue.profile.profiles import Profile
from segue.profile.responses import Responses
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON, an_event
from tests.examples import examples

POLICY, KNOWN = ChannelPolicy(), Known()
MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "email", "marketing", NOON)
NAMES = ("Email Sent", "Email Delivered", "Email Opened", "Email Link Clicked", "SMS Sent", "SMS Link Clicked")
EVENTS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 60 * 24), st.sampled_from(("short", "usual", "")), st.booleans()),
    max_size=24,
)
HOURS = st.dictionaries(st.integers(0, WEEK - 1), st.integers(1, 50), max_size=12)
ZONES = st.sampled_from(("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe"))


def events(said: list[tuple[str, int, str, bool]]) -> list[Event]:
    about = [(name, hour, {"variant": variant, "is_bot": machine}) for name, hour, variant, machine in said]
    ids = enumerate(about)
    return [an_event(name, NOON - hour * HOUR, message_id=f"m{one}", properties=of) for one, (name, hour, of) in ids]


def learned(profile: Profile) -> Any:
    ways = explored(MESSAGE, ranked(profile, ("email", "sms"), POLICY, KNOWN), POLICY)
    found = style(profile, ("short",), POLICY, MESSAGE)
    return ways, found, habit(profile, ("email", "Europe/Berlin"), KNOWN, POLICY)


def whole_numbers(value: Any) -> bool:
    """Whether nothing in it is a float."""
    if isinstance(value, Mapping | list | tuple):
        parts = [*value.keys(), *value.values()] if isinstance(value, Mapping) else value
        return all(map(whole_numbers, parts))
    return not isinstance(value, float)


@given(said=EVENTS, mixed=st.randoms(use_true_random=False))
@settings(max_examples=examples(150), deadline=None)
def test_it_is_the_same_in_any_order_and_any_grouping(said: list[Any], mixed: Any) -> None:
    told = events(said)
    other = mixed.sample(told, len(told))
    left, right = facets.absorb({}, other[: len(other) // 2]), facets.absorb({}, other[len(other) // 2 :])
    one = learned(Profile("u_1", facets.absorb({}, told), ("u_1",)))
    assert one == learned(Profile("u_1", facets.add(left, right), ("u_1",)))
    assert whole_numbers(left)
    assert whole_numbers(one)


@given(counts=st.tuples(st.integers(0, 400), st.integers(0, 400)), prior=st.tuples(st.integers(1, 99), st.just(100)))
@settings(max_examples=examples(300), deadline=None)
def test_what_is_expected_lies_between_own_answers_and_everybody_s(counts: Any, prior: tuple[int, int]) -> None:
    own = Responses(min(counts), max(counts))
    found = score(own, prior, POLICY)
    shares = [
        10_000 * prior[0] // prior[1],
        10_000 * own.answered // own.sent if own.sent else 10_000 * prior[0] // 100,
    ]
    assert min(shares) <= found <= max(shares)


@given(counts=st.tuples(st.integers(0, 300), st.integers(0, 300)))
@settings(max_examples=examples(300), deadline=None)
def test_an_answer_more_never_lowers_and_a_silent_message_more_never_raises_it(counts: tuple[int, int]) -> None:
    own = Responses(min(counts), max(counts))
    here = score(own, (1, 10), POLICY)
    assert score(own._replace(sent=own.sent + 1), (1, 10), POLICY) <= here
    assert score(Responses(own.answered + 1, own.sent + 1), (1, 10), POLICY) >= here


@given(hours=HOURS, strength=st.integers(1, 100))
@settings(max_examples=examples(150), deadline=None)
def test_each_hour_s_share_lies_between_own_hours_and_the_prior(hours: dict[int, int], strength: int) -> None:
    found, own, answers = shrunk(hours, USUAL, strength), spread(hours), sum(hours.values())
    assert sum(own) == PER_ANSWER * answers
    for here, mine, theirs in zip(found, own, USUAL, strict=True):
        prior = theirs / sum(USUAL)
        shares = sorted((mine / sum(own) if own and answers else prior, prior))
        assert shares[0] - 1e-9 <= here / sum(found) <= shares[1] + 1e-9


@given(hours=HOURS, hour=st.integers(0, WEEK - 1))
@settings(max_examples=examples(150), deadline=None)
def test_an_answer_more_at_an_hour_raises_that_hour_the_most(hours: dict[int, int], hour: int) -> None:
    before, after = shrunk(hours, USUAL, 12), shrunk({**hours, hour: hours.get(hour, 0) + 1}, USUAL, 12)
    raised = [one - other for one, other in zip(after, before, strict=True)]
    assert raised[hour] == max(raised) > 0
    assert min(raised) >= 0


@given(said=EVENTS, zone=ZONES, start=st.integers(0, 400 * 24 * 60), length=st.integers(0, 9 * 24 * 60))
@settings(max_examples=examples(150), deadline=None)
def test_it_is_never_outside_of_the_window_and_at_a_full_hour_or_at_once(
    said: list[Any], zone: str, start: int, length: int
) -> None:
    window = Window(NOON + start * MINUTE, NOON + (start + length) * MINUTE, zone)
    known = habit(Profile("u_1", facets.absorb({}, events(said)), ("u_1",)), ("email", zone), KNOWN, POLICY)
    at = best(known, "email", window, lambda _at: True).at
    assert window.start <= at <= window.end
    assert known.weights[hour_of(at, zone)] == max(known.weights[hour_of(one, zone)] for one in moments(window))
    assert at == window.start or hour_of(at - 1, zone) != hour_of(at, zone)


@given(zone=ZONES, start=st.integers(0, 400 * 24))
@settings(max_examples=examples(100), deadline=None)
def test_a_day_has_every_hour_of_its_clock_also_where_clocks_change(zone: str, start: int) -> None:
    window = Window(NOON + start * HOUR, NOON + start * HOUR + 2 * DAY, zone)
    found = list(moments(window))
    assert found == sorted(set(found))
    assert {hour_of(one, zone) % 24 for one in found} == set(range(24))
