"""What stands in a marketing mail, on the running stack: its link is followed, its preferences are changed."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from segue.aws.playbooks import FRESH_SECONDS
from tests.local.waiting import eventually

pytestmark = [pytest.mark.thorough, pytest.mark.stack, pytest.mark.browser]
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
TEMPLATE = """
name: New in the shop
frame: mail
locale: en
subject: New in the shop
preview: Have a look.
reason: You get this because you ordered at {{ shop.name }}.
mjml: |
  <mj-section><mj-column><mj-button href="{{ shop.url }}?from=mail">Have a look</mj-button></mj-column></mj-section>
"""
JOURNEY = """
name: News
entry: {api: true}
reenter: always
steps:
  - send: {template: news, channel: email, purpose: marketing}
"""


@pytest.fixture(scope="module")
def applied(ask) -> Iterator[None]:
    """A journey that sends one marketing mail; afterwards the playbook as it was."""
    before = ask("admin", "GET", "/v1/playbook").json["files"]
    files = {"templates/news.yaml": TEMPLATE, "journeys/news.yaml": JOURNEY}
    answer = ask("admin", "POST", "/v1/playbook/apply", {"files": files})
    assert answer.status in (200, 201), answer.body
    time.sleep(FRESH_SECONDS + 1)  # whoever has just looked at the playbook looks again after that
    yield
    ask("admin", "POST", "/v1/playbook/apply", {"files": before, "replace": True})


@pytest.fixture
def customer(ask, collect, applied) -> dict[str, str]:
    """Somebody new with an e-mail address."""
    mark = uuid4().hex[:8]
    who = {"type": "user_id", "value": f"user-{mark}"}
    traits = {"email": f"{mark}@customers.example"}
    collect([{"type": "identify", "userId": who["value"], "messageId": f"i-{mark}", "traits": traits}])
    eventually(lambda: ask("agent", "POST", "/v1/people/find", who).status == 200)
    return who | traits


@pytest.fixture
def written(ask, customer) -> Callable[[int], dict[str, Any]]:
    """`written(2)`: what has become of the second mail, once something has."""

    def look(number: int) -> dict[str, Any]:
        who = {name: customer[name] for name in ("type", "value")}
        started = ask("marketer", "POST", "/v1/journeys/news/start", {"who": who})
        assert started.status == 202, started.body
        listed = f"/v1/people/{started.json['person']}/messages"
        found = eventually(lambda: ended if len(ended := _ended(ask("agent", "GET", listed).json)) == number else None)
        return max(found, key=lambda one: one["created"])

    return look


@pytest.fixture
def links(outputs, call, customer, written) -> dict[str, str]:
    """The links of the mail that came, by their words; and "id", of the message."""
    identity = written(1)["id"]
    boxes = call("GET", f"{outputs['api']}/local/mail.json").json["messages"].values()
    (mail,) = [one for box in boxes for one in box if customer["email"] in one["To"]]
    found = re.findall(r'<a[^>]*href="([^"]*)"[^>]*>\s*(.*?)\s*</a>', mail["BodyHtml"], re.DOTALL)
    return {words: link for link, words in found} | {"id": identity}


@pytest.mark.parametrize(("agent", "outcome"), [(AGENT, "clicked"), (None, "scanned")])
def test_a_link_leads_on_and_a_browser_without_a_head_is_no_customer(
    browser, outputs, ask, links, agent, outcome
) -> None:
    page = browser.new_context(user_agent=agent).new_page()
    page.goto(links["Have a look"])
    assert links["Have a look"].startswith(f"{outputs['api']}/l/")
    assert page.url.startswith(f"{outputs['shop']}?from=mail&utm_source=segue")
    page.context.close()
    said = eventually(lambda: ask("marketer", "GET", f"/v1/messages/{links['id']}").json["outcomes"])
    assert list(said) == [outcome]


def test_what_is_switched_off_in_the_preferences_gets_no_mail_any_more(page, links, written) -> None:
    page.goto(links["Choose what you get"])
    page.get_by_role("switch", disabled=False).first.uncheck()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("status").wait_for()
    assert not page.get_by_role("switch", disabled=False).first.is_checked()
    refused = written(2)
    assert (refused["state"], refused["reasons"]) == ("dropped", ["opted-out"])


def _ended(listed: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in listed["items"] if one["state"] in ("sent", "dropped", "failed")]
