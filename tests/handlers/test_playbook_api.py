"""The playbook API: what is in force, what a change would do, and the change."""

import pytest

from segue.times import MINUTE
from tests.builders import a_mail
from tests.faults.shop import message, post
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files

OPEN = "segments/open-cart.yaml"
BIG = "segments/big-cart.yaml"
KIM = "kim@shop.test"
RULE = "name: Big cart\nwhen:\n  cart: open\n"


@pytest.fixture
def api():
    with started() as world:
        made = Api(world, "marketer", "playbook")
        made.post("/v1/playbook/apply", {"files": starter_files(), "replace": True})
        yield made


@pytest.fixture
def version(api):
    """The version in force at the start."""
    return api.get("/v1/playbook")[1]["version"]


def test_the_texts_in_force_are_told_as_they_were_written(api, version):
    assert api.get("/v1/playbook") == (200, {"version": version, "files": starter_files()})


def test_a_plan_says_what_would_change_and_changes_nothing(api, version):
    files = {BIG: RULE, OPEN: starter_files()[OPEN].replace("Open cart", "Any cart")}
    status, plan = api.post("/v1/playbook/plan", {"files": files})
    assert (status, plan["version"]) == (200, version)
    assert [(one["path"], one["change"]) for one in plan["changes"]] == [(BIG, "added"), (OPEN, "changed")]
    assert "-name: Open cart\n+name: Any cart\n" in plan["changes"][1]["diff"]
    assert api.get("/v1/playbook")[1]["version"] == version


def test_applied_files_are_in_force_and_the_others_stay(api, version):
    assert api.post("/v1/playbook/apply", {"files": {BIG: RULE}}) == (
        200,
        {"version": version + 1, "changed": True, "refused": []},
    )
    assert api.get("/v1/playbook")[1]["files"] == {**starter_files(), BIG: RULE}


def test_the_same_files_again_make_no_new_version(api, version):
    assert api.post("/v1/playbook/apply", {"files": starter_files()})[1] == {
        "version": version,
        "changed": False,
        "refused": [],
    }


def test_replacing_takes_away_what_is_not_given(api):
    api.post("/v1/playbook/apply", {"files": {BIG: RULE}, "replace": True})
    assert api.get("/v1/playbook")[1]["files"] == {BIG: RULE}


@pytest.mark.parametrize("route", ["plan", "apply"])
def test_a_playbook_with_mistakes_is_refused_with_all_of_them(api, version, route):
    files = {BIG: "when: {cart: upside-down}\n", "segments/x.yaml": "when: [\n", "elsewhere/y.yaml": ""}
    status, problem = api.post(f"/v1/playbook/{route}", {"files": files})
    assert (status, problem["type"]) == (422, "urn:segue:problem:bad-playbook")
    assert {one["file"] for one in problem["errors"]} == set(files)
    assert next(one for one in problem["errors"] if one["file"] == "segments/x.yaml")["line"] == 2
    assert api.get("/v1/playbook")[1]["version"] == version


@pytest.mark.parametrize(
    "body",
    [
        *("", "{}", "[]", '{"files": []}', '{"files": {"a": 1}}', '{"files": {}, "replace": "perhaps"}'),
        *('{"files": {"segments/a.yaml": "\\u0000"}}', '{"files": {"segments/a.yaml": "\\ud800"}}'),
    ],
)
def test_a_change_that_makes_no_sense_is_a_4xx(api, version, body):
    assert api.post("/v1/playbook/apply", body)[0] in (400, 422)
    assert api.get("/v1/playbook")[1]["version"] == version


def test_a_playbook_that_does_not_fit_is_refused(api):
    assert api.post("/v1/playbook/plan", {"files": {BIG: "#" * 400_000}})[0] == 413


@pytest.mark.parametrize("role", ["agent", "privacy", ""])
def test_the_playbook_is_for_marketers_and_admins(api, role):
    assert Api(api.world, role, "playbook").get("/v1/playbook")[0] == 403
    assert Api(api.world, role, "playbook").post("/v1/playbook/apply", {"files": {BIG: RULE}})[0] == 403


def test_what_is_wrong_in_a_question_is_told_with_its_place(api):
    asked = {"when": {"all": [{"cart": "open"}, {"ordered": {"at_laest": 1}}]}}
    status, problem = Api(api.world, "marketer", "segments").post("/v1/segments/preview", asked)
    assert (status, problem["at"]) == (400, "all.1.ordered.at_laest")
    assert "did you mean `at_least`?" in problem["detail"]


def test_a_plan_renders_a_changed_template_for_real_people_and_tells_for_whom_it_fails(api):
    post(api.world, message(api.world, "identify", "m1", userId="u1", traits={"email": KIM, "firstName": "Kim"}))
    api.world.pass_time(MINUTE)
    mail = f"subject: '{{{{ person.traits.nickname }}}}'\nmjml: {a_mail('Hello')}\n"
    _, plan = api.post("/v1/playbook/plan", {"files": {"templates/hello.yaml": mail}})
    (told,) = plan["templates"]
    assert (told["template"], told["people"], told["messages"] > 0) == ("hello", 1, True)
    assert told["notes"] == ["there is no `de`, which the shop speaks: who reads it gets en"]
    assert [one["reason"].partition(":")[0] for one in told["failures"]] == ["`person.traits.nickname` is not known"]


def test_a_plan_that_changes_no_template_renders_none(api):
    assert api.post("/v1/playbook/plan", {"files": {BIG: RULE}})[1]["templates"] == []


def test_a_plan_notes_a_macro_that_asks_for_an_order_that_is_known(api):
    asks = {"macros/asks.yaml": "text: Please send us your order number.\n", "macros/fine.yaml": "text: Thank you.\n"}
    changes = api.post("/v1/playbook/plan", {"files": asks})[1]["changes"]
    assert [(one["path"], "asks for the order" in " ".join(one["notes"])) for one in changes] == [
        ("macros/asks.yaml", True),
        ("macros/fine.yaml", False),
    ]
