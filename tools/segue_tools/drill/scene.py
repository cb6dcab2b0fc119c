"""Where a drill plays: a local stack, who asks it, what is seen of it."""

import base64
import json
import time
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from segue_tools.api import Api, Refused
from segue_tools.places import STACK
from segue_tools.progress import say
from segue_tools.stacks import Stack
from segue_tools.staff import local_token
from segue_tools.up import session_of

Seen = TypeVar("Seen")
PATIENCE, PAUSE = 420, 1.0  # seconds on a busy machine: a mail waits three minutes for its next try
WORDS = 60  # lines of a page that are told


class Broken(Exception):
    """Something is not as promised; the text says what."""


@dataclass
class Scene:
    """`look` shows a page of the console, and keeps a picture under a name."""

    stack: Stack
    look: Callable[[str, str], None]

    @cached_property
    def session(self) -> Any:
        """AWS clients of the stack."""
        return session_of(self.stack.ports)

    @cached_property
    def outputs(self) -> Mapping[str, Any]:
        """Addresses and keys."""
        return self.stack.outputs

    def api(self, role: str) -> Api:
        """The people API as this member of staff asks it."""
        return Api(self.outputs["api"], local_token(self.outputs, role))

    def client(self, service: str) -> Any:
        """An AWS client."""
        return self.session.client(service, endpoint_url=self.stack.ports.endpoint)

    def named(self, logical: str) -> str:
        """The name of a resource, by its name in the template."""
        found = self.client("cloudformation").describe_stack_resource(StackName=STACK, LogicalResourceId=logical)
        return found["StackResourceDetail"]["PhysicalResourceId"]

    def collect(self, *events: Mapping[str, Any]) -> None:
        """Posts a batch as an SDK does."""
        key = base64.b64encode(f"{self.outputs['write_key']}:".encode()).decode()
        headers = {"Authorization": f"Basic {key}", "Content-Type": "application/json"}
        body = json.dumps({"batch": list(events)}).encode()
        url = f"{self.outputs['ingest']}/v1/batch"
        urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60).read()

    def mails(self, address: str) -> list[Mapping[str, Any]]:
        """What the mailbox of the local stack has for somebody."""
        with urllib.request.urlopen(f"{self.outputs['api']}/local/mail.json", timeout=60) as answer:
            boxes = json.loads(answer.read())["messages"].values()
        return [mail for box in boxes for mail in box if address in mail["To"]]

    def until(self, what: str, asked: Callable[[], Seen | None]) -> Seen:
        """What is asked for, once it is there. Raises Broken."""
        end = time.monotonic() + PATIENCE
        while not (found := answered(asked)):
            if time.monotonic() > end:
                raise Broken(f"not within {PATIENCE} seconds: {what}")
            time.sleep(PAUSE)
        say(f"    {what}")
        return found

    def wait(self, seconds: float) -> None:
        """Lets time pass."""
        time.sleep(seconds)

    def state(self, check: str) -> str:
        """How one thing of the status stands."""
        found = self.api("admin").get("/v1/health")["checks"]
        return next(one["state"] for one in found if one["name"] == check)

    def must(self, what: str, holds: object) -> None:
        """Says what holds. Raises Broken where it does not."""
        if not holds:
            raise Broken(f"not true: {what}")
        say(f"    {what}")


def answered(asked: Callable[[], Seen | None]) -> Seen | None:
    """What is asked for; None where it is refused, too."""
    with suppress(Refused):
        return asked()
    return None


def seen_by_browser(stack: Stack, folder: Path | None) -> tuple[Callable[[str, str], None], Callable[[], None]]:
    """How pages are looked at, and how that ends: by a browser where one is there, else not at all, and it says so."""
    try:
        from playwright.sync_api import sync_playwright

        playing = sync_playwright().start()
        browser = playing.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
    except Exception as lacking:
        say(f"  No browser here ({type(lacking).__name__}): the console is not looked at, the API is.")
        return lambda _page, _name: None, lambda: None
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(120_000)
    _sign_in(page, stack.outputs)

    def look(path: str, name: str) -> None:
        page.goto(f"{stack.outputs['console']}{path}")
        lines = [one.strip() for one in page.locator("main").inner_text().splitlines() if one.strip()]
        say("\n".join(f"    | {one}" for one in (f"{path}:", *lines[:WORDS])))
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}.png", full_page=True)

    return look, lambda: (browser.close(), playing.stop())[1]


def _chromium() -> str | None:
    known = (Path("/usr/bin") / name for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((str(one) for one in known if one.exists()), None)


def _sign_in(page: Any, outputs: Mapping[str, Any]) -> None:
    page.goto(f"{outputs['console']}/sign-in")
    page.get_by_label("E-mail").fill(outputs["staff"]["admin"]["username"])
    page.get_by_label("Password").fill(outputs["staff"]["admin"]["password"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/console/live")
