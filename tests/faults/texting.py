"""A shop that writes to telephones, to the app on them, and to a function of its own."""

from segue.times import HOUR, MINUTE
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.shop import added, message, post, put_in_force

NUMBER, JOURNEY = "+14255550199", "journeys/abandoned-cart.yaml"


def texted(world: World) -> None:
    """The reminder is a text message; the customer opts out of the next."""
    put_in_force(world, by_sms())
    post(
        world, message(world, "identify", "m1", userId="u1", traits={"phone": NUMBER}), added(world, "m2", userId="u1")
    )
    world.reach(5 * HOUR)
    no = {"channel": "sms", "purpose": "transactional", "granted": False, "phone": NUMBER}
    post(world, message(world, "track", "m3", userId="u1", event="Consent Updated", properties=no))
    world.reach(5 * HOUR + MINUTE)
    post(world, added(world, "m4", "c2", userId="u1"))
    world.reach(10 * HOUR)


def by_sms() -> dict[str, str]:
    """The playbook of every world with a text message in place of the mail."""
    texts = files()
    step = "template: note, channel: sms, purpose: transactional"
    journey = texts[JOURNEY].replace("template: abandoned-cart, channel: email, purpose: marketing", step)
    return texts | {"templates/note.yaml": "sms: Your {{ cart.items.first.name }} is waiting", JOURNEY: journey}


def pushed(world: World) -> None:
    """The reminder goes to the app; then somebody else signs in there, and the next goes nowhere."""
    put_in_force(world, by_push())
    app = {"device": {"type": "android", "token": "t-1"}}
    post(world, message(world, "track", "m1", userId="u1", event="Application Opened", context=app))
    post(world, added(world, "m2", userId="u1"))
    world.reach(5 * HOUR)
    post(world, message(world, "track", "m3", userId="u2", event="Signed In", context=app))
    world.reach(5 * HOUR + MINUTE)
    post(world, added(world, "m4", "c2", userId="u1"))
    world.reach(10 * HOUR)


def by_push() -> dict[str, str]:
    """The playbook of every world with a message to the app in place of the mail."""
    texts = by_sms()
    note = "push: {title: 'Your {{ cart.items.first.name }}', body: It is waiting}"
    return texts | {"templates/note.yaml": note, JOURNEY: texts[JOURNEY].replace("channel: sms", "channel: push")}


def called_a_function(world: World) -> None:
    """The reminder goes to a function of the shop's own; nobody knows an address."""
    texts = by_push()
    note = "custom: {function: segue-channel-letters, data: '{{ cart.items.first.name }}'}"
    journey = texts[JOURNEY].replace("channel: push", "channel: custom")
    put_in_force(world, texts | {"templates/note.yaml": note, JOURNEY: journey})
    post(world, message(world, "identify", "m1", userId="u1"), added(world, "m2", userId="u1"))
    world.reach(5 * HOUR)
