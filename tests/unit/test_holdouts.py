"""Who gets no marketing at all: by the unit, at every address of somebody else, on the site; receipts never."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from segue import facets
from segue.contact_points import ContactPoint
from segue.errors import Invalid
from segue.experiments.holdouts import HELD_OUT, Holdout, holdout_policy
from segue.experiments.units import held
from segue.keys import digest
from segue.messages import Message
from segue.messaging.asking import Asking
from segue.messaging.deciding import Choice, decide
from segue.messaging.policies import Policy, policy_of
from segue.messaging.reasons import explained
from segue.placements.choosing import Viewer, choose
from segue.placements.compiling import compile_placement
from segue.profile.profiles import Profile
from segue.segments.compiler import Compiler
from tests.builders import NOON, an_identify

TEN = Holdout(10)
IDS = sorted(f"u_{digest(b'test', str(one))}" for one in range(400))
OUT = [one for one in IDS if held([one], TEN.share)]
IN = [one for one in IDS if one not in OUT]
POLICY = Policy(consent={f"email/{one}": "until-opt-out" for one in ("marketing", "transactional")}, holdout=TEN)
TEMPLATES: dict[str, Any] = {"t": dict.fromkeys(("subject", "html", "text"), "x")}


def person(identity: str, *former: str, email: str = "kim@shop.test", **more: Any) -> Profile:
    """Somebody with this id and those of before; the address is an identity of theirs only where it is said so."""
    known = facets.absorb({}, [an_identify(NOON, email=email)])
    return Profile(identity, known, more.pop("keys", (identity, *former)), former, **more)


def decided(who: Profile, *others: Profile, purpose: str = "marketing") -> Choice:
    """What is decided on a mail to somebody; the address belongs to the first of the others, where there is one."""
    points: Any = SimpleNamespace(read_many=lambda keys: {one: ContactPoint(one) for one in keys})
    message = Message("m1", who.id, "", "j", "c", "0", "t", "email", purpose, NOON, channels=("email",))
    owner: Any = {"e_kim": next(iter(others), None)}.get
    asking = Asking(points, lambda kind, _: f"{kind[0]}_kim", TEMPLATES, holdout=TEN, owner=owner)
    return decide(asking.of(message, who), POLICY, NOON)


def test_who_is_held_out_gets_no_marketing_and_every_receipt() -> None:
    assert decided(person(OUT[0])).words == (HELD_OUT,)
    assert "holdout" in explained(HELD_OUT)
    assert decided(person(OUT[0]), purpose="transactional").do == "send"
    assert decided(person(IN[0])).do == "send"


def test_the_least_id_decides_and_an_undo_gives_both_back_their_own() -> None:
    less, more = sorted((OUT[0], IN[-1]))
    merged, parted = person(more, less), (person(less, past=(more,)), person(more, past=(less,)))
    assert decided(merged).words == decided(person(less)).words
    assert [decided(one).words for one in parted] == [decided(person(one)).words for one in (less, more)]
    assert TEN.crossed((less, more))
    assert not TEN.crossed((OUT[0], OUT[1]))


def test_an_address_of_somebody_else_is_held_back_where_either_is_held_out() -> None:
    for who, owner in ((IN[0], OUT[0]), (OUT[0], IN[0])):
        found = decided(person(who), person(owner, keys=(owner, "e_kim")))
        assert (found.do, found.words) == ("drop", (HELD_OUT,))
    assert decided(person(IN[0]), person(IN[1], keys=(IN[1], "e_kim"))).do == "send"
    assert decided(person(IN[0]), person(OUT[0]), purpose="transactional").do == "send"


def test_a_shared_address_is_nobody_s_and_an_own_one_is_asked_of_nobody() -> None:
    assert decided(person(IN[0]), person(OUT[0], shared=True)).do == "send"
    assert decided(person(IN[0], keys=(IN[0], "e_kim")), person(OUT[0])).do == "send"


def test_nobody_asks_for_owners_where_nobody_is_held_out() -> None:
    points: Any = SimpleNamespace(read_many=lambda keys: {one: ContactPoint(one) for one in keys})
    message = Message("m1", IN[0], "", "j", "c", "0", "t", "email", "marketing", NOON, channels=("email",))
    asked: list[str] = []
    owner: Any = asked.append
    for holdout, expected in ((Holdout(), []), (TEN, ["e_kim"])):
        Asking(points, lambda kind, _: f"{kind[0]}_kim", TEMPLATES, holdout=holdout, owner=owner).of(
            message, person(IN[0])
        )
        assert asked == expected


def test_a_placement_shows_the_held_out_the_page_s_own_unless_it_is_a_service() -> None:
    spec = {"variants": [{"id": "a", "content": {"title": "Hello"}}]}
    for purpose, shown in (("marketing", ""), ("transactional", "a")):
        placement = compile_placement("hero", {**spec, "purpose": purpose}, Compiler({}, {}), {})
        choice = choose(placement, Viewer("s", person(OUT[0]), holdout=TEN), {}, NOON)
        assert (choice.shown, choice.holdout) == (shown, False)
        assert choose(placement, Viewer("s", person(IN[0]), holdout=TEN), {}, NOON).shown == "a"


def test_somebody_unknown_is_drawn_as_who_they_will_be() -> None:
    placement = compile_placement("hero", {"variants": [{"id": "a", "content": {"t": "x"}}]}, Compiler({}, {}), {})
    unknown = Viewer("session", None, Profile(OUT[0], {}, ()), holdout=TEN)
    known = replace(unknown, profile=person(OUT[0]))
    assert [choose(placement, one, {}, NOON).reason for one in (unknown, known)] == [HELD_OUT, HELD_OUT]


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        ({"share": 16}, ("share",)),
        ({"share": True}, ("share",)),
        ({"share": "5 %"}, ("share",)),
        ({"purposes": []}, ("purposes",)),
        ({"purposes": ["transactional"]}, ("purposes",)),
        ({"shares": 5}, ("shares",)),
    ],
)
def test_what_is_wrong_with_the_policy_is_told_with_its_place(spec: dict[str, Any], path: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as wrong:
        holdout_policy(spec)
    assert wrong.value.path == path


def test_the_policy_is_off_until_somebody_says_a_share() -> None:
    assert (policy_of({}).holdout.share, policy_of({"holdout": {"share": 5}}).holdout) == (0, Holdout(5))
    assert not any(holdout_policy({}).holds([one], "marketing") for one in IDS)
    assert holdout_policy({"share": 15, "purposes": ["marketing", "news"]}).concerns("news")
