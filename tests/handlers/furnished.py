"""A world in which every page of the console has something to show, and where each page is found."""

import re
from typing import Any

from segue.aws.settings import settings
from segue.aws.suggestions import Suggestions
from segue.console.views import VIEWS
from segue.identity.suggestions import Suggestion
from segue.times import HOUR, MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import message, post
from tests.handlers.announced import announced
from tests.handlers.browser import Browser
from tests.handlers.console_staff import as_staff, page_of
from tests.handlers.desk_days import played
from tests.handlers.effort_days import answered
from tests.handlers.judged_shop import judged
from tests.handlers.learnt_shop import learnt
from tests.handlers.measured_shop import worked_out
from tests.handlers.nights import night
from tests.handlers.shop_days import MIRA, NAMES, address
from tests.handlers.starter import whole_starter
from tests.handlers.test_console_cases import asked
from tests.handlers.test_console_imports import kept as importing
from tests.handlers.test_console_placements import HERO
from tests.handlers.test_quarantine import mended
from tests.handlers.test_tracking import PLAN
from tests.handlers.test_undelivered import waiting
from tests.handlers.test_unknown_sends import lost

TEXTS = {"placements/hero.yaml": HERO, "plans/adds.yaml": PLAN.format(mode="warn", price="string")}
LETTER = {"segment": "open-cart", "template": "abandoned-cart", "channel": "email", "purpose": "marketing"}


def texts() -> dict[str, str]:
    """The starter playbook, a placement and a plan of events."""
    return whole_starter() | TEXTS


def furnish(world: World) -> dict[str, str]:
    """Two days of a shop, an hour of its desk and whatever else there is to see; answers pages by name."""
    desk = played(world)
    _learned(world)
    _wrong(world)
    ann = as_staff(world, "ann")
    talk = f"/inbox/{desk.of(MIRA).id}"
    found = {
        "person": page_of(ann, address(MIRA)),
        "conversation": talk,
        **_alike(world, ann),
        **_asked_for(world, ann),
    }
    world.pass_time(2 * MINUTE)
    return {**found, **_single(ann)}


def _learned(world: World) -> None:
    """What a night works out and learns."""
    answered(world)
    worked_out(world)
    judged(world)
    learnt(world)
    seen = ({"placement": "hero", "variant": "hello" if one % 3 else None} for one in range(12))
    post(
        world,
        *(
            message(world, "track", f"p{at}", event="Placement Viewed", properties=one, anonymousId="a9")
            for at, one in enumerate(seen)
        ),
    )
    night(world)


def _wrong(world: World) -> None:
    """What waits for somebody to mend it."""
    post(world, {"type": "track", "event": "Lost", "messageId": "lost"})
    mended(world, "q1", "q2", source="till")
    waiting(world, "n1", "n2")
    lost(world)
    importing(world, state="running")


def _alike(world: World, ann: Browser) -> dict[str, str]:
    """Two customers who may be one."""
    left, right = (page_of(ann, address(one)).rpartition("/")[2] for one in NAMES[3:5])
    with world.aside():
        Suggestions(settings().requests).keep(
            [Suggestion(left, right, 874, ("same street and town",), time=world.clock)]
        )
    return {"merge": f"/people/{left}/merge/{right}", "merge-find": f"/people/{left}/merge"}


def _asked_for(world: World, ann: Browser) -> dict[str, str]:
    """What staff ask for by a form: where each is shown."""
    found = {"case": asked(ann, "access", sought=address(NAMES[6]))}
    mail = announced(ann, LETTER).at.removeprefix("/console").partition("?")[0]
    play = _form(ann, "/journeys/abandoned-cart/simulate", {"days": "7", "share": "100"})
    _form(ann, "/reconciliations", {})
    ann.get("/keys").post("/keys", {"name": "The shop's pages", "kind": "public"})
    sought = ann.get("/privacy").post("/privacy", {"sought": address(NAMES[9]), "reason": "by mail"})
    fields = dict(
        re.findall(r'name="(occasion|person|reason)" value="([^"]+)"', sought.body.partition("Erase for good")[0])
    )
    sought.post("/privacy/erase", fields)
    world.pass_time(HOUR)
    return {**found, "broadcast": mail, "simulation": play}


def _form(browser: Browser, path: str, fields: dict[str, Any]) -> str:
    """Where the form of a page leads."""
    occasion = browser.get(path).find(r'name="occasion" value="([^"]+)"')
    return browser.post(path, {"occasion": occasion, **fields}).at.removeprefix("/console").partition("?")[0]


def _single(ann: Browser) -> dict[str, str]:
    """The first of what stands in a list."""
    lists = {
        "quarantine-record": ("/quarantine", r"/quarantine/\w+"),
        "experiment": ("/experiments", r"/experiments/journey[^\"?]+"),
        "product": ("/products", r"/products/[^\"?]+"),
        "privacy-request": ("/privacy", r"/privacy/e_\w+"),
        "version": ("/playbook/versions", r"/playbook/versions/\d+"),
        "key-revoke": ("/keys", r"/keys/[a-z2-7-]+/revoke"),
    }
    return {name: ann.get(at).find(rf'href="/console({one})["?]') for name, (at, one) in lists.items()}


PARTS = {"/live/new", "/inbox/new", "/inbox/presence", "/audit/file", "/sign-in"}  # pieces of pages, a file, the door
NAMED = {
    "segment": "/segments/open-cart",
    "segment-members": "/segments/open-cart/members",
    "journey": "/journeys/abandoned-cart",
    "journey-pause": "/journeys/abandoned-cart/pause",
    "journey-simulate": "/journeys/abandoned-cart/simulate",
    "template": "/templates/abandoned-cart",
    "placement": "/placements/hero",
    "measure": "/measures/revenue",
    "model": "/models/churn",
    "source": "/sources/shopify",
    "playbook-segment": "/playbook/segments/open-cart",
    "playbook-template": "/playbook/templates/abandoned-cart",
    "missing": "/people/nobody-of-this-name",
}


def pages(found: dict[str, str]) -> dict[str, str]:
    """Every page that is asked for without a form, by name: those of the menu, and typical ones of one thing."""
    plain = sorted(
        {one.path for one in VIEWS if one.method == "GET" and one.roles and "(" not in one.path} - {"", *PARTS}
    )
    person = {"person-why": f"{found['person']}/why/open-cart", "records": "/privacy/records"}
    return {**{one.strip("/").replace("/", "-"): one for one in plain}, **NAMED, **found, **person}
