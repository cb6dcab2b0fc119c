"""Resolving: what a batch says twice is carried out once."""

from typing import Any

import pytest

from segue.events import Event
from segue.identity.linking import Linked
from segue.identity.naming import Naming
from segue.identity.persons import Change
from segue.identity.resolving import Resolving
from segue.identity.rules import Rules
from segue.keys import identity_key
from segue.profile.identities import Identity, Record

SECRET = b"a secret of the tests"


class Carried(list[Change]):
    """Takes changes down instead of carrying them out."""

    def carry_out(self, change: Change) -> Linked:
        self.append(change)
        return Linked()


def a_record(at: int, **said) -> Record:
    """What a signed-in visitor says."""
    event = Event(type="identify", message_id=f"m{at}", timestamp=at, received_at=at, user_id="u1", **said)
    return Record("u_1", event, at, "stream")


def carried_out(*records: Record) -> list[Change]:
    """The changes that a batch of an identity makes of which nothing is known yet."""
    naming = Naming(lambda one: "u_1" if one.value == "u1" else identity_key(SECRET, one), Rules)
    carried: Any = Carried()
    Resolving(naming, carried, review=carried, decided=carried).resolve(records, {"u_1": Identity("u_1")})
    return carried


@pytest.mark.parametrize("events", [1, 2, 8])
def test_a_visit_is_linked_once_however_many_of_its_events_a_batch_holds(events):
    (change,) = carried_out(*(a_record(at, anonymous_id="v") for at in range(1, events + 1)))
    assert len(change.keys) == 2


def test_what_a_later_event_of_the_batch_names_besides_is_linked_too():
    _, second = carried_out(a_record(1, anonymous_id="v"), a_record(2, anonymous_id="v", traits={"email": "k@x.test"}))
    assert [key[0] for key in sorted(second.keys)] == ["e", "u"]


def test_an_earlier_event_that_comes_later_in_the_batch_still_says_so():
    changes = carried_out(a_record(5, anonymous_id="v"), a_record(3, anonymous_id="v"))
    assert [edge.time for change in changes for edge in change.edges] == [5, 3]
