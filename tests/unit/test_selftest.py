"""The self-test after a deployment: three mails to SES's simulator, and what is said of their reports."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from segue.aws.items import from_item, to_item
from segue_tools.cloud import Cloud
from segue_tools.selftest import EXPECTED, NO_SENDER, NOT_HERE, PATIENCE, told

TABLE = "messages-1"


class Gone(Exception):
    """SES does not know the domain."""


class Account:
    """SES, a table and the stack. Reports come in two looks, for those whom `silent` does not name."""

    exceptions = SimpleNamespace(NotFoundException=Gone)

    def __init__(self, verified: bool | None = True, silent: str = "", domain: str = "shop.test") -> None:
        self.stack, self.parameters = "segue", {"SenderDomain": domain}
        self.verified, self.silent, self.now = verified, silent, 0.0
        self.rows: dict[str, dict[str, Any]] = {}
        self.mails: list[dict[str, Any]] = []

    def client(self, _service: str) -> "Account":
        return self

    def get_email_identity(self, **_asked: Any) -> dict[str, Any]:
        if self.verified is None:
            raise Gone
        return {"VerifiedForSendingStatus": self.verified}

    def describe_stack_resource(self, **_asked: Any) -> dict[str, Any]:
        return {"StackResourceDetail": {"PhysicalResourceId": TABLE}}

    def put_item(self, **asked: Any) -> None:
        row = from_item(asked["Item"])
        assert row["state_"] == "unknown"
        self.rows[row["sk"]] = row

    def send_email(self, **asked: Any) -> None:
        self.mails.append(asked)
        name = asked["Destination"]["ToAddresses"][0].partition("@")[0]
        if name != self.silent:
            row = self.rows[asked["EmailTags"][0]["Value"]]
            row |= {"state_": "sent", f"o_{EXPECTED[name]}": 1}

    def get_item(self, **asked: Any) -> dict[str, Any]:
        return {"Item": to_item(self.rows[from_item(asked["Key"])["sk"]])}

    def delete_item(self, **asked: Any) -> None:
        del self.rows[from_item(asked["Key"])["sk"]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch):
    """What the self-test says of an account, with a clock that sleeping moves."""
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)

    def run(account: Account) -> tuple[str, bool]:
        monkeypatch.setattr("segue_tools.selftest.time.time", lambda: account.now)
        monkeypatch.setattr("segue_tools.selftest.time.sleep", lambda some: setattr(account, "now", account.now + some))
        return told(cast("Cloud", account))

    return run


def test_three_mails_go_to_the_simulator_and_their_reports_come_back(said) -> None:
    account = Account()
    assert said(account) == ("passed: a delivery, a bounce and a complaint came back to their messages", True)
    sent = [one["Destination"]["ToAddresses"][0] for one in account.mails]
    assert sent == [f"{name}@simulator.amazonses.com" for name in ("success", "bounce", "complaint")]
    assert {one["ConfigurationSetName"] for one in account.mails} == {"segue-segue"}
    assert account.rows == {}


def test_what_does_not_come_back_in_time_is_named_and_nothing_is_left_behind(said) -> None:
    account = Account(silent="complaint")
    assert said(account) == (f"failed: nothing came back of complaint within {PATIENCE:.0f} s", False)
    assert account.now >= PATIENCE
    assert account.rows == {}


@pytest.mark.parametrize("verified", [None, False])
def test_a_sender_that_is_not_verified_yet_is_tried_later(said, verified: bool | None) -> None:
    account = Account(verified)
    text, well = said(account)
    assert ("make selftest" in text, well, account.mails) == (True, True, [])


def test_without_a_sender_there_is_nothing_to_try(said) -> None:
    assert said(Account(domain="")) == (NO_SENDER, True)


def test_the_local_stack_s_ses_tells_nothing_and_that_is_said(said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:4566")
    account = Account()
    assert said(account) == (NOT_HERE, True)
    assert account.mails == []
