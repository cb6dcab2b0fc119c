"""Changes that meet: somebody is parted between two reads of another change, or while many are led home."""

from collections.abc import Callable, Sequence

import pytest

from segue.errors import Refused
from segue.identity.edges import CLAIMED, ORDER, TYPED
from segue.identity.linking import Linking
from segue.identity.persons import PersonSet
from segue.identity.rules import Limit, Rules
from segue.identity.writes import Writes
from segue.keys import PersonId
from segue.times import DAY
from tests.fake_people import FakePeople, a_decision, a_link, linked, linking


class Meeting(FakePeople):
    """Lets somebody else act once, before the sets of people are read."""

    meanwhile: Callable[[], object] | None = None

    def sets(self, persons: Sequence[PersonId]) -> dict[PersonId, PersonSet]:
        act, self.meanwhile = self.meanwhile, None
        if act:
            act()
        return super().sets(persons)


def each_once(people: FakePeople) -> bool:
    """Whether every key is in one person, and leads there."""
    inside = [key for one in people.people.values() for key in one.keys]
    led = {key: person for person, keys in people.groups().items() for key in keys}
    owned = {key: one.id for one in people.people.values() for key in one.keys}
    return len(inside) == len(set(inside)) and all(led[key] == person for key, person in owned.items())


def test_a_key_that_is_taken_away_between_two_reads_is_in_one_person_only() -> None:
    people = Meeting()
    linked(people, a_link("u_1", "e_1", event="m1", attestation=CLAIMED))
    people.meanwhile = lambda: linked(people, a_link("u_2", "e_1", event="m2", time=2))
    linked(people, a_link("u_1", "e_1", "a_9", event="m3", time=3, attestation=CLAIMED))
    assert each_once(people)
    assert people.groups() == {"u_1": {"u_1", "a_9"}, "u_2": {"u_2", "e_1"}}


def test_an_undo_between_two_reads_of_a_link_loses_nothing() -> None:
    people = Meeting("u_1", "u_2")
    linking(people).carry_out(a_decision("merge", "u_1", "u_2").change)
    linked(people, a_link("u_2", "p_2", event="m1", time=2))
    people.meanwhile = lambda: linking(people).carry_out(a_decision("undo", "u_1", "u_2").change)
    linked(people, a_link("u_2", "p_2", "a_2", event="m2", time=3))
    assert each_once(people)
    assert people.groups() == {"u_1": {"u_1"}, "u_2": {"u_2", "p_2", "a_2"}}


@pytest.mark.parametrize("place", [0, 1, 2, 5, 7])
def test_an_event_while_hundreds_are_led_home_finds_its_person(place: int) -> None:
    people, rules = Meeting("u_1", "u_2"), Rules(limits={})
    linking(people, rules).carry_out(a_decision("merge", "u_1", "u_2").change)
    for number in range(150):
        linked(people, a_link("u_2", f"a_{number:03}", event=f"m{number}", time=number), rules)
    parted = Linking(Breaking(people, place), lambda: rules)
    with pytest.raises(InterruptedError):
        parted.carry_out(a_decision("undo", "u_1", "u_2").change)
    linked(people, a_link("e_9", "a_077", event="late", time=999), rules)
    assert each_once(people)
    assert people.groups()["u_1"] == {"u_1"}


class Breaking(FakePeople):
    """The same rows, in a process that dies after so many writes."""

    def __init__(self, whole: FakePeople, most: int) -> None:
        super().__init__()
        self.rows, self.people, self.into = whole.rows, whole.people, whole.into
        self.most = most

    def write(self, writes: Writes) -> None:
        super().write(writes)
        if self.writes > self.most:
            raise InterruptedError


def test_a_merge_of_the_staff_tears_nothing_off() -> None:
    people = FakePeople()
    linked(people, a_link("u_1", "e_1", event="m1"))
    linked(people, a_link("e_2", "l_2", event="m2", attestation=TYPED))
    linking(people).carry_out(a_decision("merge", "u_1", "e_2").change)
    assert people.groups() == {"u_1": {"u_1", "e_1", "e_2", "l_2"}}


def test_a_good_customer_s_card_is_no_till() -> None:
    people = FakePeople()
    for number in range(40):
        linked(people, a_link(f"o_{number:02}", "y_card", event=f"m{number}", time=number, attestation=ORDER))
    assert [len(keys) for keys in people.groups().values()] == [41]


def test_an_address_that_a_hundred_browsers_typed_fits_into_a_transaction() -> None:
    people = FakePeople()
    for number in range(120):
        linked(people, a_link("e_1", f"a_{number:03}", event=f"m{number}", time=number * 8 * DAY, attestation=TYPED))
    linked(people, a_link("u_1", "e_1", event="known", time=0))
    assert each_once(people)


def test_rules_that_were_tightened_for_somebody_large_are_refused_and_nothing_is_torn() -> None:
    people = FakePeople()
    for number in range(60):
        linked(people, a_link("u_1", f"e_{number:02}", event=f"m{number}", time=number), Rules(limits={}))
    with pytest.raises(Refused) as refused:
        linked(people, a_link("u_1", "p_1", event="next", time=99), Rules(limits={"email": Limit(1)}))
    assert refused.value.reason == "too-many-change"
    assert len(people.groups()["u_1"]) == 61
