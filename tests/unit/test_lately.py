"""What was read a moment ago, of many keys at once."""

from segue.aws.lately import LatelyMany


def remembered(seconds: float = 60.0, most: int = 10) -> tuple[LatelyMany[str, int], list[list[str]]]:
    """A memory of `a` and `b`, and what was read for it."""
    read: list[list[str]] = []

    def reads(keys: list[str]) -> dict[str, int]:
        read.append(keys)
        return {one: ord(one) for one in keys if one in "ab"}

    return LatelyMany(reads, seconds, most), read


def test_what_lacks_is_read_together_and_that_there_is_nothing_is_remembered() -> None:
    known, read = remembered()
    assert known(["a", "x", "a"]) == {"a": 97}
    assert known(["a", "b", "x"]) == {"a": 97, "b": 98}
    assert (known(["a", "b", "x"]), read) == ({"a": 97, "b": 98}, [["a", "x"], ["b"]])


def test_nothing_is_remembered_where_nothing_may_be_old() -> None:
    known, read = remembered(seconds=0)
    assert (known(["a"]), known(["a"]), len(read)) == ({"a": 97}, {"a": 97}, 2)


def test_of_very_many_the_first_are_forgotten() -> None:
    known, read = remembered(most=2)
    for one in "axb":
        known([one])
    known(["x", "b"])
    known(["a"])
    assert read == [["a"], ["x"], ["b"], ["a"]]
