"""People side by side before and after a decision."""

from segue.console.customers.portraits import Eyes
from segue.console.customers.sides import sides
from segue.identifiers import Identifier
from segue.identity.previews import Preview, Run, Seen
from segue.identity.rules import Rules
from segue.journeys.instances import Instance
from segue.profile.profiles import Profile

MINE, THEIRS = Identifier("email", "kim@x.test"), Identifier("email", "lee@x.test")


KEYS = {MINE: "e_kim", THEIRS: "e_lee"}


def somebody(person, *named, segments=(), keys=("e_kim", "e_lee")):
    names = {}
    for one in named:
        names.setdefault(one.type, {})[one.value] = [1, "web", 3]
    return Seen(Profile(person, {"names": names}, (person, *keys)), segments)


def shown(preview):
    eyes = Eyes(frozenset({"agent"}), lambda one: [KEYS[one]])
    return sides(preview, {"abandoned-cart": "Abandoned cart"}, Rules(), eyes)


def test_what_moves_is_marked_and_who_keeps_the_id_comes_first():
    whole = somebody("u_1", MINE, THEIRS, segments=("open-cart",))
    after = (somebody("c_2", segments=("open-cart",), keys=("e_lee",)), somebody("u_1", MINE, keys=("e_kim",)))
    told = shown(Preview("undo", (whole,), after))["after"]
    assert [(one["id"], one["fresh"], one["left"]) for one in told] == [
        ("u_1", False, ["Open cart"]),
        ("c_2", True, []),
    ]
    assert [[row["new"] for row in one["identifiers"]] for one in told] == [[False], [True]]
    assert told[1]["name"] == "lee@x.test", "by whoever's events it is known"


def test_what_was_kept_apart_is_on_no_side():
    (one,) = shown(Preview("merge", (somebody("u_1", MINE, THEIRS, keys=("e_kim",)),), ()))["before"]
    assert [row["value"] for row in one["identifiers"]] == ["kim@x.test"]
    assert one["name"] == "kim@x.test"


def test_rules_that_are_overruled_are_sentences():
    told = shown(Preview("merge", (), (), ("limit user_id", "unattested")))["overrules"]
    assert told[0] == "Another user id is known: one person has one."
    assert told[1].startswith("Mentioned or typed by somebody who was not signed in")


def test_a_running_journey_says_for_whom_it_goes_on_or_that_it_ends():
    runs = [Run(Instance("u_1", "abandoned-cart", "c1", 1), person) for person in ("u_1", "")]
    kim = somebody("u_1", MINE)
    told = shown(Preview("undo", (kim,), (kim,), (), tuple(runs)))["runs"]
    assert told == [{"name": "Abandoned cart", "goes": "kim@x.test"}, {"name": "Abandoned cart", "goes": ""}]
