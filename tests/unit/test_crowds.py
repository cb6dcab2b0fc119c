"""Everybody at once: identities under the people that they belong to by now."""

from segue import facets
from segue.identity.crowds import Crowd
from segue.identity.matching.proposing import proposals, records_of
from segue.profile.identities import Identity
from tests.builders import NOON, an_identify


def an_identity(key: str, person: str | None = None, **traits: str) -> Identity:
    """A row after one identify call."""
    return Identity(key, 1, facets.absorb({}, [an_identify(NOON, key, **traits)]), person=person)


def test_identities_are_added_up_under_the_person_that_absorbed_the_others():
    crowd = Crowd(into={"u_2": "u_1"})
    crowd.add([an_identity("u_1", firstName="Kim"), an_identity("u_2", lastName="Li"), an_identity("e_3", "u_2")])
    assert {person: said for person, (said, _) in crowd.people.items()} == {
        "u_1": {"firstName": "Kim", "lastName": "Li"}
    }


def test_tills_and_families_tablets_are_nobody():
    crowd = Crowd(shared=frozenset({"d_till"}))
    crowd.add([an_identity("d_till", firstName="Kim"), an_identity("u_1", firstName="Kim")])
    assert set(crowd.people) == {"u_1"}


def test_redirects_that_were_read_at_different_moments_end():
    crowd = Crowd(into={"u_1": "u_2", "u_2": "u_1"})
    crowd.add([an_identity("u_1", firstName="Kim"), an_identity("u_2", lastName="Li")])
    assert set(crowd.people) <= {"u_1", "u_2"}


def test_identity_keys_that_are_known_different_keep_their_people_apart():
    crowd = Crowd(into={"u_2": "u_1"}, different=[("e_3", "e_4"), ("u_2", "u_9")])
    crowd.add([an_identity("e_3", "u_2"), an_identity("e_4", "u_4")])
    assert crowd.apart == {frozenset(("u_1", "u_4")), frozenset(("u_1", "u_9"))}


def test_the_best_attested_address_is_compared_and_little_known_people_are_not():
    crowd = Crowd()
    crowd.add([an_identity("u_1", firstName="Kim", email="kim@shop.example"), an_identity("u_2", firstName="Kim")])
    (record,) = records_of(crowd)
    assert (record.id, record.email) == ("u_1", "kim@shop.example")


def test_pairs_that_are_known_different_are_not_proposed():
    crowd = Crowd()
    said = {"firstName": "Thora", "lastName": "Quill", "birthday": "1970-02-03", "email": "t@shop.example"}
    crowd.add([an_identity("u_1", **said), an_identity("u_2", **said)])
    records = records_of(crowd)
    assert len(proposals(records, 250)[0]) == 1
    assert proposals(records, 250, {frozenset(("u_1", "u_2"))})[0] == []
