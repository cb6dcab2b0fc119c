"""A world with people in a segment, and templates to write to them with."""

from collections import Counter
from typing import Any

from segue.times import MINUTE, from_text
from tests.faults.cloud.world import World
from tests.faults.shop import message, post, put_in_force
from tests.handlers.staff_requests import Api
from tests.handlers.starter import starter_files

ZONES = ("Asia/Tokyo", "Europe/Berlin", "America/New_York")
BODY = "<mjml><mj-body><mj-section><mj-column><mj-text>{0}</mj-text></mj-column></mj-section></mj-body></mjml>"
NEWS = f"subject: {{0}}\nmjml: {BODY}\ntext: {{0}}\n"
FILES = {
    "segments/vips.yaml": "name: VIPs\nwhen: {trait: vip, equals: true}\n",
    **{f"templates/{one}.yaml": NEWS.format(one) for one in ("news", "a", "b")},
}
SCHEDULE = 'segment: vips, at: "2026-01-05 09:00", every: week, on: [{day}], zone: {zone}'
JOURNEY = """
name: Every Monday
entry: {{schedule: {{{schedule}}}}}
reenter: always
steps:
  - id: greeting
    send: {{template: news, channel: email, purpose: marketing}}
"""
ASKED = {"segment": "vips", "template": "news"}


def with_people(world: World, count: int, zones: tuple[str, ...] = ZONES) -> Api:
    """So many VIPs, spread over these zones, and the API as a marketer asks it."""
    files = starter_files() | FILES
    put_in_force(world, files)
    known = [{"vip": True, "email": f"u{one}@shop.test", "timezone": zones[one % len(zones)]} for one in range(count)]
    said = [message(world, "identify", f"m{one}", userId=f"u{one}", traits=traits) for one, traits in enumerate(known)]
    for start in range(0, count, 50):
        post(world, *said[start : start + 50])
    world.pass_time(MINUTE)
    return Api(world, "marketer")


def made(api: Api, **said: Any) -> str:
    """The id of a broadcast that was asked for."""
    status, answer = api.post("/v1/broadcasts", ASKED | said)
    assert status == 201, answer
    return answer["id"]


def told(api: Api, broadcast: str) -> Any:
    """What the API says of a broadcast."""
    return api.get(f"/v1/broadcasts/{broadcast}")[1]


def mails(world: World) -> Counter[str]:
    """How many mails each address got."""
    return Counter(one.to for one in world.region.mailbox.mails)


def reach(world: World, text: str) -> None:
    """Time passes until this moment in UTC."""
    world.pass_time(from_text(f"{text}:00Z") - world.clock)


def with_journey(world: World, text: str) -> None:
    """A playbook with the journey `vips` of this text, put in force by staff."""
    status, answer = Api(world, function="playbook").post("/v1/playbook/apply", {"files": {"journeys/vips.yaml": text}})
    assert status == 200, answer
    world.pass_time(MINUTE)


def applied(world: World, zone: str = "local", day: str = "monday") -> None:
    """A playbook with this schedule, put in force by staff."""
    files = {"journeys/mondays.yaml": JOURNEY.format(schedule=SCHEDULE.format(zone=zone, day=day))}
    status, answer = Api(world, function="playbook").post("/v1/playbook/apply", {"files": files})
    assert status == 200, answer
