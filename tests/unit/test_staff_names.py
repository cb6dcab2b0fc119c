"""What members of staff are called, and whom somebody means who calls one."""

import pytest

from segue.conversations.desk.staff_names import Names, shown
from segue.errors import Invalid

AMY, ANNA, TWIN, GONE = (f"{digit * 8}-aaaa-4aaa-8aaa-aaaaaaaaaaaa" for digit in "1234")
NAMES = Names({AMY: "Amy@shop.test", ANNA: "anna@shop.test", TWIN: "anna@other.test"})


@pytest.mark.parametrize(
    ("name", "called"),
    [
        (AMY, "Amy"),
        (ANNA, "anna@shop.test"),
        (GONE, "44444444…"),
        ("bi-robot", "bi-robot"),
        ("ben@shop.test", "ben"),
        ("amy@elsewhere.test", "amy@elsewhere.test"),
        ("", ""),
    ],
)
def test_staff_are_called_by_the_name_before_the_at_where_it_is_theirs_alone(name, called):
    assert NAMES.called(name) == called


@pytest.mark.parametrize("said", ["amy", "@AMY", " Amy@Shop.test ", AMY])
def test_one_is_meant_by_name_address_or_user_name(said):
    assert NAMES.named(said) == AMY


@pytest.mark.parametrize("said", [GONE, "7qqqqqqqqqqqqqqqqqqqqqqqqq"])
def test_an_id_means_itself_as_programs_have_no_address(said):
    assert NAMES.named(said) == said


def test_before_anybody_has_signed_in_a_name_is_taken_as_it_is():
    assert Names().named("agent-1") == "agent-1"


def test_a_name_that_two_have_asks_for_the_address():
    with pytest.raises(Invalid, match=r"may be anna@other.test or anna@shop.test") as wrong:
        NAMES.named("anna")
    assert (wrong.value.reason, NAMES.named("anna@other.test")) == ("ambiguous-staff", TWIN)


def test_a_name_that_nobody_has_says_who_was_meant():
    with pytest.raises(Invalid, match=r"nobody of the staff is called 'amz'; did you mean `Amy`\?") as wrong:
        NAMES.named("amz")
    assert wrong.value.reason == "unknown-staff"


def test_of_two_user_names_of_one_address_the_last_is_meant_and_both_are_called_so():
    again = Names({GONE: "amy@shop.test", AMY: "amy@shop.test"})
    assert (again.named("amy"), again.called(GONE), again.called(AMY)) == (AMY, "amy", "amy")


def test_what_is_typed_for_somebody_means_them():
    assert [NAMES.named(NAMES.typed(one)) for one in (AMY, ANNA, TWIN, GONE)] == [AMY, ANNA, TWIN, GONE]


def test_the_others_are_everybody_but_one_by_whichever_user_name():
    twice = Names({AMY: "Amy@shop.test", GONE: "amy@shop.test", ANNA: "anna@shop.test"})
    assert twice.others(GONE) == [("anna", "anna@shop.test")]
    assert len(twice.others("somebody")) == len(twice.everybody)


def test_everybody_reads_you_of_themselves():
    assert [shown(NAMES, AMY, AMY), shown(NAMES, AMY, AMY, "you"), shown(NAMES, AMY, ANNA)] == ["You", "you", "Amy"]
    assert shown(NAMES, "", "") == ""


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        (AMY, "Amy"),
        ("ann-marie.berg@shop.test", "Ann-marie"),
        ("support@shop.test", ""),
        ("team7@shop.test", ""),
        (GONE, ""),
        ("agent-1", ""),
        ("Ada Meyer", "Ada"),
        ("", ""),
    ],
)
def test_staff_sign_with_their_first_name_and_never_with_an_id_or_a_mailbox(name, signed):
    assert NAMES.signed(name) == signed


def test_a_shop_says_how_somebody_signs():
    own = {"amy@shop.test": "Amélie", "agent-1": "Our robot", "anna@shop.test": ""}
    assert [NAMES.signed(one, own) for one in (AMY, "agent-1", ANNA, "Ada Meyer")] == ["Amélie", "Our robot", "", "Ada"]
