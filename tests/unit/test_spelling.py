"""A wrong word is told with the one that was meant, a wrong thing with the place where it stands."""

import pytest

from segue.errors import Invalid, NotFound, inside
from segue.spelling import meant, only

STEPS = ("send", "wait", "split", "hold")


@pytest.mark.parametrize(
    ("word", "near"), [("sned", "send"), ("splitt", "split"), ("Wait", "wait"), ("hodl", "hold"), ("waits", "wait")]
)
def test_the_nearest_known_word_is_suggested(word: str, near: str) -> None:
    assert meant(word, STEPS) == f"; did you mean `{near}`?"


@pytest.mark.parametrize("word", ["perhaps", "", 7, None, "x" * 1_000_000])
def test_nothing_is_suggested_where_nothing_is_near(word: object) -> None:
    assert meant(word, STEPS) == ""


def test_the_known_word_is_suggested_as_it_is_written() -> None:
    assert meant("product viewd", ["Product Viewed", "Product Added"]) == "; did you mean `Product Viewed`?"


def test_known_keys_pass() -> None:
    given = {"send": 1, "wait": 2}
    assert only(given, STEPS, "a step") is given


def test_an_unknown_key_is_refused_with_what_was_meant_and_its_place() -> None:
    with pytest.raises(Invalid) as wrong:
        only({"send": 1, "wiat": 2}, STEPS, "a step")
    assert wrong.value.detail == "a step does not know `wiat`; did you mean `wait`?"
    assert wrong.value.path == ("wiat",)


def test_what_is_known_is_told_where_nothing_is_near() -> None:
    with pytest.raises(Invalid, match="a step does not know `zzz`; it knows `send`, `wait`, `split`, `hold`"):
        only({"zzz": 1}, STEPS, "a step")


@pytest.mark.parametrize("key", [True, 1.5, None, 3, ("a", "b")])
def test_a_key_that_is_no_text_is_refused_like_any_other(key: object) -> None:
    with pytest.raises(Invalid, match="does not know"):
        only({key: 1}, STEPS, "a step")


@pytest.mark.parametrize("given", [None, [], "send", 7])
def test_what_is_no_mapping_is_refused(given: object) -> None:
    with pytest.raises(Invalid, match="a step is a mapping of `send`, `wait`, `split`, `hold`, not "):
        only(given, STEPS, "a step")


def test_a_place_goes_before_the_place_inside_it() -> None:
    with pytest.raises(Invalid) as wrong, inside("when", "all", 1), inside("ordered"):
        raise NotFound("unknown-thing")
    assert wrong.value.path == ("when", "all", 1, "ordered")


def test_what_went_wrong_without_a_place_has_an_empty_one() -> None:
    assert Invalid("bad-thing").path == ()
    with inside("when"):
        pass


def test_other_errors_pass_a_place_untouched() -> None:
    with pytest.raises(KeyError), inside("when"):
        raise KeyError("x")
