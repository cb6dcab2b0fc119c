"""Comparing people: spelling, typing errors, things that changed places, missing values, and what may not count."""

from typing import Any

import pytest

from segue.identity.matching.blocking import MOST_IN_BLOCK, pairs_of
from segue.identity.matching.comparing import compare
from segue.identity.matching.records import Record, plain, record_of
from segue.identity.matching.scoring import Population, household

ADDRESS = {"street": "6 Tullaroo St", "city": "Willaroo", "postal_code": "4011", "country": "AU"}
LIKELY, UNLIKELY = 900, 100  # per mille


def a_person(key: str = "u_1", **said: Any) -> Record:
    """Lachlan Berry at home, but for what is said."""
    traits = {"firstName": "Lachlan", "lastName": "Berry", "birthday": "1999-02-19", "address": ADDRESS}
    return record_of(key, {**traits, **said})


def levels(one: Record, other: Record) -> dict[str, str]:
    """The level of each aspect that can be compared."""
    return {found.aspect: found.level for found in compare(one, other)}


def strangers(many: int = 500) -> list[Record]:
    """People who have nothing in common."""
    return [record_of(f"c_{at:04}", {"firstName": f"Given{at}", "lastName": f"Name{at}"}) for at in range(many)]


def probability(one: Record, other: Record) -> int:
    """Per mille, among five hundred strangers."""
    return Population([one, other, *strangers()]).compared(one, other)[0]


@pytest.mark.parametrize(
    ("said", "aspect", "level"),
    [
        ({"firstName": "LACHLAN "}, "given", "same"),
        ({"firstName": "Láchlan"}, "given", "same"),
        ({"firstName": "Lach lan"}, "given", "same"),
        ({"firstName": "Lachaln"}, "given", "typing"),
        ({"firstName": "Lachlann"}, "given", "typing"),
        ({"firstName": "Lachie"}, "given", "alike"),
        ({"firstName": "Sophie"}, "given", "different"),
        ({"birthday": "19/2/1999"}, "birth", "same"),
        ({"birthday": "1999-02-91"}, "birth", "typing"),
        ({"birthday": "1999-02-18"}, "birth", "typing"),
        ({"birthday": "1987-11-03"}, "birth", "different"),
        ({"address": {**ADDRESS, "street": "6 Tullaroo Street"}}, "street", "same"),
        ({"address": {**ADDRESS, "street": "Tullaroo Street 6"}}, "house", "same"),
        ({"address": {**ADDRESS, "street": "6 Tularoo Street"}}, "street", "typing"),
        ({"address": {**ADDRESS, "postal_code": "4101"}}, "postal", "typing"),
        ({"address": {**ADDRESS, "postal_code": "2259"}}, "postal", "different"),
    ],
)
def test_an_aspect_is_the_same_mistyped_alike_or_different(said, aspect, level):
    assert levels(a_person(), a_person("u_2", **said))[aspect] == level


def test_a_month_that_changed_places_with_a_day_is_a_typing_error():
    found = levels(a_person(birthday="1999-02-11"), a_person(birthday="1999-11-02"))
    assert found["birth"] == "typing"


@pytest.mark.parametrize(
    ("email", "level"),
    [
        ("l.berry@shop.example", "same"),
        ("l.bery@shop.example", "typing"),
        ("l.berry@shpo.example", "typing"),
        ("l.berry@mail.example", "alike"),
        ("ann@shop.example", "different"),
    ],
)
def test_an_address_may_be_mistyped_or_at_another_provider(email, level):
    assert levels(a_person(email="L.Berry@shop.example"), a_person(email=email))["email"] == level


@pytest.mark.parametrize(
    ("phone", "level"),
    [("0412 345 678", "same"), ("+61 412 345 687", "typing"), ("+61 499 999 999", "different")],
)
def test_a_phone_number_is_compared_without_its_country(phone, level):
    assert levels(a_person(phone="+61412345678"), a_person(phone=phone))["phone"] == level


def test_what_one_of_them_has_not_said_says_nothing():
    found = levels(a_person(), a_person(firstName="", birthday=None, address={"city": "Willaroo"}))
    assert set(found) == {"family", "city"}


def test_given_and_family_name_may_have_changed_places():
    found = levels(a_person(), a_person(firstName="Berry", lastName="Lachaln"))
    assert (found["names"], found["given"], found["family"]) == ("swapped", "same", "typing")


def test_one_name_is_cut_before_its_last_word():
    found = record_of("u_1", {"name": "Anna Maria Schmidt"})
    assert (found.given, found.family) == ("anna maria", "schmidt")


def test_traits_of_any_shape_make_a_record():
    found = record_of("u_1", {"firstName": ["x"], "lastName": True, "birthday": 19990219, "address": "6 Tullaroo St"})
    assert (found.given, found.family, found.birth, found.street) == ("", "", "19990219", "")


def test_letters_of_the_world_stay():
    assert plain("  ŁÓDŹ, Straße-9 ") == "łodz strasse 9"


def test_a_typing_error_in_the_name_is_the_same_person_with_evidence_in_words():
    one, other = a_person(), a_person("u_2", firstName="Lachlam")
    sure, evidence = Population([one, other, *strangers()]).compared(one, other)
    assert sure > LIKELY
    assert evidence[0] == "same birth date"
    assert "given name with a typing error (86 % alike)" in evidence
    assert not [said for said in evidence if "lachla" in said.casefold() or "tullaroo" in said.casefold()]


def test_a_couple_at_one_address_is_not_suggested():
    spouse = a_person("u_2", firstName="Sophie", birthday="")
    assert household(compare(a_person(), spouse))
    assert probability(a_person(), spouse) == 0


def test_whoever_moved_is_still_suggested():
    moved = a_person("u_2", address={"street": "9 Lutana Road", "city": "Sandy Bay", "postal_code": "2103"})
    assert probability(a_person(), moved) > LIKELY


def test_an_address_alone_names_a_household_and_not_a_person():
    one, other = (record_of(key, {"address": ADDRESS}) for key in ("u_1", "u_2"))
    assert UNLIKELY < probability(one, other) <= 500


def test_a_common_name_alone_is_no_evidence():
    smiths = [record_of(f"u_{at:03}", {"firstName": "Ann", "lastName": "Smith"}) for at in range(40)]
    rare, again = (record_of(key, {"firstName": "Thora", "lastName": "Quill"}) for key in ("e_1", "e_2"))
    crowd = Population([*smiths, rare, again, *strangers()])
    assert crowd.compared(smiths[0], smiths[1])[0] < UNLIKELY < LIKELY < crowd.compared(rare, again)[0]


def test_pairs_meet_over_any_part_that_fits():
    here = a_person("u_1", birthday="")
    swapped = a_person("u_2", firstName="Berry", lastName="Lachlan", birthday="", address={})
    neighbour = record_of("u_3", {"firstName": "Zoe", "address": ADDRESS})
    assert list(pairs_of([here, swapped, neighbour, *strangers()])) == [("u_1", "u_2"), ("u_1", "u_3")]


def test_a_part_that_too_many_share_makes_no_pairs():
    crowd = [record_of(f"u_{at:03}", {"firstName": f"A{at}", "birthday": "1970-01-01"}) for at in range(MOST_IN_BLOCK)]
    assert len(list(pairs_of(crowd))) == MOST_IN_BLOCK * (MOST_IN_BLOCK - 1) // 2
    assert list(pairs_of([*crowd, a_person(birthday="1970-01-01")])) == []


def test_nobody_and_one_person_make_no_pairs():
    assert [*pairs_of([]), *pairs_of([a_person()])] == []
