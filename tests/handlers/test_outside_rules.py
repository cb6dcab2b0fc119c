"""Outside rules are on the bus as the playbook in force has them, and nowhere else."""

import pytest

from tests.faults.cloud.failures import AwsError
from tests.faults.cloud.world import World
from tests.handlers.staff_requests import Api

APPLY = "/v1/playbook/apply"
LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:hello"
KINESIS = "arn:aws:kinesis:us-east-1:123456789012:stream/s"
ROLE = "arn:aws:iam::123456789012:role/segue-test-out-stream"
HELLO, STREAM = "rules/hello.yaml", "rules/stream.yaml"
FILES = {
    HELLO: f"pattern: {{detail-type: [OrderPlaced]}}\ntarget: {LAMBDA}\n",
    STREAM: f"pattern: {{detail-type: [CartUpdated]}}\ntarget: {KINESIS}\nrole: {ROLE}\n",
}


@pytest.fixture
def api():
    world = World()
    with world.open():
        made = Api(world, "marketer", "playbook")
        assert made.post(APPLY, {"files": FILES})[1]["refused"] == []
        yield made


def standing(api):
    """The rules on the bus."""
    return api.world.region.bus.outside


def test_a_rule_of_the_playbook_stands_on_the_bus_with_retries_and_dead_letters(api):
    rule = standing(api)["segue-test-out-stream"]
    assert rule["pattern"] == {"detail-type": ["CartUpdated"]}
    (target,) = rule["targets"].values()
    assert (target["RoleArn"], target["DeadLetterConfig"]["Arn"].rpartition(":")[2]) == (ROLE, "DeadLetters")
    assert target["RetryPolicy"] == {"MaximumRetryAttempts": 185, "MaximumEventAgeInSeconds": 86400}
    (target,) = standing(api)["segue-test-out-hello"]["targets"].values()
    assert (target["Arn"], "RoleArn" in target) == (LAMBDA, False)


def test_a_changed_rule_is_changed_and_one_that_is_gone_goes(api):
    changed = FILES[HELLO].replace("OrderPlaced", "OrderRefunded")
    api.post(APPLY, {"files": {HELLO: changed}, "replace": True})
    assert list(standing(api)) == ["segue-test-out-hello"]
    assert standing(api)["segue-test-out-hello"]["pattern"] == {"detail-type": ["OrderRefunded"]}


def test_a_rollback_brings_rules_back_and_takes_them_away(api):
    api.post("/v1/playbook/rollback", {"version": 1})
    assert standing(api) == {}
    api.post("/v1/playbook/rollback", {"version": 2})
    assert set(standing(api)) == {"segue-test-out-hello", "segue-test-out-stream"}


def test_a_plan_shows_a_rule_and_puts_none(api):
    plan = api.post("/v1/playbook/plan", {"files": {"rules/more.yaml": FILES[HELLO]}})[1]
    assert [(one["path"], one["change"]) for one in plan["changes"]] == [("rules/more.yaml", "added")]
    assert len(standing(api)) == 2


def test_a_role_that_is_not_ours_to_give_is_refused_with_words_and_the_rest_stands(api):
    theirs = FILES[STREAM].replace("segue-test-out-stream", "administrator")
    status, answer = api.post(APPLY, {"files": {STREAM: theirs, "rules/more.yaml": FILES[HELLO]}})
    assert (status, answer["changed"], [one["rule"] for one in answer["refused"]]) == (200, True, ["stream"])
    assert "PassRole" in answer["refused"][0]["reason"]
    assert "segue-test-out-more" in standing(api)


def test_a_rule_that_was_refused_is_tried_again_by_the_same_files(api, monkeypatch):
    more = {"files": {"rules/more.yaml": FILES[HELLO]}}
    with monkeypatch.context() as patch:
        patch.setitem(api.world.region._answers, "eventbridge.PutRule", refusing)
        assert len(api.post(APPLY, more)[1]["refused"]) == 3
    assert api.post(APPLY, more)[1] == {"version": 3, "changed": False, "refused": []}
    assert len(standing(api)) == 3


def refusing(_params):
    raise AwsError("LimitExceededException", "The requested resource exceeds the maximum number allowed.")


@pytest.mark.parametrize("code", ["InvalidEventPatternException", "ManagedRuleException"])
def test_a_pattern_that_eventbridge_alone_refuses_is_told_and_the_rest_stands(api, monkeypatch, code):
    def picky(_params):
        raise AwsError(code, "Event pattern is not valid.")

    monkeypatch.setitem(api.world.region._answers, "eventbridge.PutRule", picky)
    status, answer = api.post(APPLY, {"files": {"rules/more.yaml": FILES[HELLO]}})
    assert (status, {one["reason"] for one in answer["refused"]}) == (200, {"Event pattern is not valid."})


def test_a_bus_that_does_not_answer_is_worth_coming_again(api, monkeypatch):
    def throttled(_params):
        raise AwsError("ThrottlingException", "Rate exceeded", 400)

    monkeypatch.setitem(api.world.region._answers, "eventbridge.PutRule", throttled)
    assert api.post(APPLY, {"files": {HELLO: FILES[HELLO] + "# more\n"}})[0] == 503
