"""Why a placement shows what it shows: every variant with the word for what became of it."""

import pytest

from segue.placements.bandits import Arm
from segue.placements.choosing import Viewer
from segue.placements.compiling import compile_placement
from segue.placements.weighing import WORDS, Seen, weigh
from segue.profile.profiles import Profile
from segue.segments.compiler import Compiler
from tests.builders import NOON

NEVER = {"did": {"event": "Never"}}
SAID = {"content": {"title": "Hello"}}


def words(strategy="first", holdout=0, fallback=True, seed="", **variants):
    """The word of each variant, for somebody of whom little is known."""
    rows = [{"id": key, **SAID, **one} for key, one in variants.items()]
    spec = {"strategy": strategy, "holdout": holdout, "variants": rows} | ({"fallback": SAID} if fallback else {})
    placement = compile_placement("hero", spec, Compiler({}, {}), {})
    arms = {"a": Arm(1000, 10), "b": Arm(1000, 300)}
    found = weigh(placement, Seen(Viewer(seed, Profile("p1", {}, ())), NOON, lambda one: one.recommend is None), arms)
    return found.choice, {one.variant.id: one for one in found.variants}


def told(**said):
    """The words alone."""
    return {key: one.word for key, one in words(**said)[1].items()}


def test_the_first_that_fits_is_shown_and_the_others_say_why_not():
    assert told(
        late={"until": "2020-01-01T00:00:00Z", "priority": 9},
        others={"when": NEVER, "priority": 8},
        a={"priority": 5},
        b={"priority": 5},
        c={},
    ) == {
        "late": "not-now",
        "others": "not-for-them",
        "a": "shown",
        "b": "later",
        "c": "lower-priority",
        "fallback": "spare",
    }


def test_who_is_left_out_is_told_by_which_clause():
    found = words(others={"when": NEVER}, a={})[1]
    assert found["others"].why is not None
    assert (found["others"].why.holds, "Never" in found["others"].why.text, found["a"].why) == (False, True, None)


def test_where_nothing_fits_the_fallback_is_shown():
    assert told(a={"when": NEVER}) == {"a": "not-for-them", "fallback": "shown"}
    choice, _ = words(a={"when": NEVER}, fallback=False)
    assert (choice.variant, choice.reason) == (None, "no-variant")


def test_by_interest_scores_are_told():
    found = words(strategy="score", a={}, b={})[1]
    assert {key: (one.word, one.score) for key, one in found.items()} == {
        "a": ("shown", 0.0),
        "b": ("lower-score", 0.0),
        "fallback": ("spare", None),
    }


def test_of_a_bandit_the_likeliest_is_told_with_the_odds_of_each():
    choice, found = words(strategy="bandit", a={}, b={}, c={"priority": -1})
    assert (choice.shown, choice.reason) == ("b", "drawn")
    assert {key: one.word for key, one in found.items()} == {
        "a": "may-be-drawn",
        "b": "shown",
        "c": "lower-priority",
        "fallback": "spare",
    }
    assert found["b"].odds == pytest.approx(1)
    assert (found["a"].odds, found["c"].odds) == (pytest.approx(0, abs=1e-9), None)


def test_a_visit_of_a_bandit_is_told_what_it_draws():
    seen = {words(strategy="bandit", seed=f"v{one}", a={}, c={})[0].shown for one in range(20)}
    assert seen == {"c"}  # nothing is known of it: it is tried against one that is seldom clicked


def test_who_is_of_the_holdout_sees_the_page_s_own():
    people = [Profile(f"p{one}", {}, ()) for one in range(30)]
    placement = compile_placement("hero", {"holdout": 50, "variants": [{"id": "a", **SAID}]}, Compiler({}, {}), {})
    choices = [weigh(placement, Seen(Viewer("", one), NOON), {}) for one in people]
    held = [one for one in choices if one.choice.holdout]
    assert 5 < len(held) < 25
    assert {one.word for weighing in held for one in weighing.variants} == {"holdout"}


def test_nobody_is_held_out_of_what_has_nothing_to_recommend():
    spec = {"holdout": 50, "variants": [{"id": "a", **SAID, "recommend": {"kind": "similar"}}]}
    placement = compile_placement("hero", spec, Compiler({}, {}), {})
    choices = [
        weigh(placement, Seen(Viewer("", Profile(f"p{one}", {}, ())), NOON, lambda _: False), {}) for one in range(30)
    ]
    assert {(one.choice.reason, one.choice.holdout) for one in choices} == {("nothing-to-recommend", False)}


def test_every_word_has_its_sentence():
    assert all(one.endswith(".") for one in WORDS.values())


def test_what_has_nothing_to_recommend_gives_way_and_says_so():
    assert told(a={"recommend": {"kind": "similar"}}, b={}) == {
        "a": "nothing-to-recommend",
        "b": "shown",
        "fallback": "spare",
    }
