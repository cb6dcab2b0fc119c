"""Staff at the console of a small world: Kim and Lee, two customers, and members of staff by role."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from segue.times import MINUTE
from segue.wiring import staff
from tests.fake_cognito import FakeCognito
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, post
from tests.handlers.browser import Browser
from tests.handlers.starter import started

KIM, LEE = "kim@shop.test", "lee@shop.test"
GROUPS = {"ann": "admin", "amy": "agent", "pia": "privacy", "max": "marketer", "joe": ""}


@contextmanager
def staffed(monkeypatch, texts: Mapping[str, str] | None = None) -> Iterator[World]:
    """One member of staff a role, one of no role, and no customer yet; `texts` are in force, else those about carts."""
    with started(texts) as made:
        users = {f"{name}@shop.test": ("Correct-horse-1", [one] if one else []) for name, one in GROUPS.items()}
        pool = FakeCognito(users, made.clock // 1000)
        monkeypatch.setattr(staff, "client", lambda _: pool)
        yield made


def two_customers(world: World) -> World:
    """Kim and Lee come, each with a cart."""
    post(world, identified(world, "m1", "u1", KIM, anonymousId="a1"), added(world, "m2", "c1", userId="u1"))
    post(world, identified(world, "m3", "u2", LEE), added(world, "m4", "c2", userId="u2"))
    world.pass_time(MINUTE)
    return world


def as_staff(world: World, name: str) -> Browser:
    """Somebody who has signed in."""
    return Browser(world, staff.client("")).sign_in(f"{name}@shop.test")


def page_of(browser: Browser, sought: str) -> str:
    """The path of a customer's page."""
    return browser.get("/people").post("/people/find", {"q": sought}).at.removeprefix("/console")


def merged(browser: Browser, reason: str = "the same loyalty card") -> Browser:
    """Finds Lee from Kim's page, and merges."""
    kim = page_of(browser, KIM)
    to = browser.get(f"{kim}/merge").post(f"{kim}/merge", {"q": LEE}).at.removeprefix("/console")
    return browser.get(to).post(to, {"reason": reason, "occasion": browser.find(r'name="occasion" value="([^"]+)"')})
