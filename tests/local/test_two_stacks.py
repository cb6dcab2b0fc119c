"""Two stacks in one account: what comes to one is in no other, and one is erased and destroyed without the other."""

import time

import pytest

from segue.aws.items import from_item
from segue.aws.ledger import event_of
from segue_tools.places import Ports
from tests.local import second_stack
from tests.local.second_stack import as_sdk
from tests.local.waiting import eventually

pytestmark = [pytest.mark.stack, pytest.mark.thorough]
BOTH = "both@shop.example"
OF_AN_API, OF_A_DIRECTORY = (
    {"ApiApiGatewayDefaultStage"},
    {"Agents", "Marketers", "PrivacyOfficers", "Admins", "Scopes"},
)
OF_A_DATABASE = {"EventsNew", "EventsArchived", "PeopleArchived"}
WITHIN = OF_AN_API | OF_A_DIRECTORY | OF_A_DATABASE  # what is called the same in each, within something of its own


@pytest.fixture(scope="module")
def account(outputs):
    """The session in which both stacks are."""
    port = int(outputs["aws_endpoint"].rpartition(":")[2])
    with second_stack.meeting(Ports(port, port + 1)) as session:
        yield session


@pytest.fixture(scope="module")
def dev(outputs, aws, account):
    """The second stack: its outputs and what it is asked by; it is taken out where a test has not done so."""
    made = second_stack.deploy(aws, account, outputs["aws"]["stack"])
    made["api"] = f"{outputs['aws_endpoint']}/_aws/execute-api/{made['ApiId']}/$default"
    made["write_key"] = second_stack.key_of(aws, made["SecretName"])
    yield made
    if second_stack.is_there(aws):
        second_stack.taken_out(account)


@pytest.fixture(scope="module")
def names(aws, outputs):
    """`names("segue")` are the physical names of a stack's resources by their logical ones."""

    def found(stack):
        pages = aws("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
        every = [one for page in pages for one in page["StackResourceSummaries"]]
        return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in every}

    return found


@pytest.fixture(scope="module")
def identified(call):
    """`identified(api, key, user)` tells a stack who somebody is; the status of its answer."""

    def told(api, key, user):
        body = {"userId": user, "messageId": f"{user}-{time.time_ns()}", "traits": {"email": BOTH}}
        return call("POST", f"{api}/v1/identify", body, as_sdk(key)).status

    return told


@pytest.fixture(scope="module")
def users(aws, names):
    """`users("segue")` are the users whose events a stack's ledger has, and whom its profiles know."""

    def found(stack):
        made = names(stack)
        ledger = aws("dynamodb").get_paginator("scan").paginate(TableName=made["LedgerTable"])
        rows = [from_item(one) for page in ledger for one in page["Items"]]
        return {event_of(one).user_id for one in rows}

    return found


@pytest.fixture(scope="module")
def found(call):
    """`found(api, officer)`: whether a stack knows who has the address."""

    def asked(api, officer):
        answer = call("POST", f"{api}/v1/people/find", {"type": "email", "value": BOTH}, officer)
        return answer.status == 200 and bool(answer.json["id"])

    return asked


def test_no_resource_of_one_is_called_as_one_of_the_other(outputs, dev, names):
    first, second = (set(names(one).items()) for one in (outputs["aws"]["stack"], second_stack.NAME))
    assert len(second) > 300
    assert {logical for logical, _ in first & second} == WITHIN


def test_an_event_is_only_where_it_was_sent(outputs, dev, users, identified):
    assert identified(outputs["api"], outputs["write_key"], "of-prod") == 200
    assert identified(dev["api"], dev["write_key"], "of-dev") == 200
    assert identified(dev["api"], outputs["write_key"], "of-nobody") == 401
    assert identified(outputs["api"], dev["write_key"], "of-nobody") == 401
    prod, other = users(outputs["aws"]["stack"]), users(second_stack.NAME)
    assert ("of-prod" in prod, "of-dev" in prod) == (True, False)
    assert other == {"of-dev"}


@pytest.fixture(scope="module")
def officers(dev, aws, account, token):
    """The headers of a privacy officer at the first stack, and at the second."""
    return {"Authorization": f"Bearer {token('privacy')}"}, second_stack.officer_of(aws, account, dev)


def test_who_is_erased_in_one_is_known_in_the_other(outputs, dev, call, officers, found):
    of_prod, of_dev = officers
    eventually(lambda: found(outputs["api"], of_prod) and found(dev["api"], of_dev))
    wanted = {"identifier": {"type": "email", "value": BOTH}}
    assert call("POST", f"{dev['api']}/v1/privacy/erasures", wanted, of_dev).status == 202
    eventually(lambda: not found(dev["api"], of_dev))
    assert found(outputs["api"], of_prod)


def test_where_one_is_destroyed_the_other_goes_on(outputs, dev, aws, account, officers, found, identified, names):
    gone, uploaded = names(second_stack.NAME), second_stack.uploaded(aws)
    second_stack.taken_out(account)
    assert second_stack.uploaded(aws) == uploaded  # of which the other one is made, too
    tables = aws("dynamodb").get_paginator("list_tables").paginate().build_full_result()["TableNames"]
    functions = [one["FunctionName"] for one in aws("lambda").list_functions()["Functions"]]
    assert not set(gone.values()) & {*tables, *functions}
    assert identified(outputs["api"], outputs["write_key"], "of-prod-after") == 200
    assert found(outputs["api"], officers[0])
