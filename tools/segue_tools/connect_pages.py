"""`docs/connect/<provider>.md`: how each provider is connected, written out of the guides and the code.

`python -m segue_tools.connect_pages` writes what stands above the last mark of a page and leaves what stands below it,
which is written by hand; a test holds that the pages are as they would be written.
"""

import inspect
import json
import re

from segue.channels import PROVIDERS, provider, reporting
from segue.channels.connecting import Guide, guide
from segue.channels.trials import NEVER
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.intake.overviews import ELSEWHERE, OWN
from segue_tools.connect_facts import events_of, understood_as
from segue_tools.places import PLAYBOOK, ROOT
from segue_tools.signing import WEBHOOKS
from segue_tools.templates import functions, snake

FOLDER = ROOT / "docs" / "connect"
BEGIN, END = "<!-- written by `python -m segue_tools.connect_pages` -->\n", "<!-- end -->\n"
DIRECT = {"web": "segment", "pinpoint": "pinpoint"}  # own sources that are no provider's webhooks
# What the two that mean nothing by themselves are told to mean, in their example.
MAPPED = """options:
  mapping:
    who: {email: customer.email}
    event: Points Earned
    properties: {points: points}
"""
OPTIONS = {"hmac": f"{MAPPED}  header: x-signature\n", "standard-webhooks": MAPPED}


def names() -> list[str]:
    """The pages: a provider each, and what comes in without one."""
    return sorted({*reporting(), *DIRECT.values()})


def page(name: str) -> str:
    """A page as it should be."""
    file = FOLDER / f"{name}.md"
    after = file.read_text().partition(END)[2] if file.exists() else ""
    return f"# Connect {guide(name).name}\n\n{BEGIN}\n{_facts(name)}\n{END}{after}"


def text_of(name: str) -> str:
    """The source's text in the playbook: the starter's own, or one that says what must be said."""
    file = PLAYBOOK / "sources" / f"{name}.yaml"
    if file.exists():
        return "".join(line for line in file.read_text().splitlines(keepends=True) if not line.startswith("#"))
    return f"provider: {name}\nchannel: loyalty\n{OPTIONS[name]}"


def _facts(name: str) -> str:
    found = guide(name)
    parts = (_clicks(found, name), _text(name), _secret(found, name), _test(name), _brings(name))
    return "\n".join(part for part in parts if part)


def _clicks(found: Guide, name: str) -> str:
    url = f"https://YOUR-STACK{_path(name)}"
    steps = "".join(f"{at}. {_filled(step, url, name)}\n" for at, step in enumerate(found.steps, 1))
    topics = f"\nWhat to switch on there: {', '.join(f'`{one}`' for one in found.topics)}.\n" if found.topics else ""
    notes = "".join(f"\n{_filled(note, url, name)}\n" for note in found.notes)
    more = f"\n[What the provider says about it]({found.docs}).\n" if found.docs else ""
    return f"## What to click\n\n{steps}{topics}{notes}{more}"


def _text(name: str) -> str:
    if name not in PROVIDERS:
        return "## In the playbook\n\nNothing: this source is always there.\n"
    there = "It is in the starter playbook already." if name not in OPTIONS else "Its mapping is yours to write."
    return f"## In the playbook\n\n`sources/{name}.yaml`. {there}\n\n```yaml\n{text_of(name)}```\n"


def _secret(found: Guide, name: str) -> str:
    if not found.secret:
        return ""
    said = _filled(found.secret, f"https://YOUR-STACK{_path(name)}", name)
    proof = _sentence(inspect.getdoc(provider(name).verify) or "")
    return (
        f"## The secret\n\n{said} The form on the console's page *Sources* stores it, or "
        f"`segue sources set-secret {name}` (`--keep-old` while it is changed: both are valid then).\n\n"
        f"How a request is proven: {proof}\n"
    )


def _test(name: str) -> str:
    door = _door(name)
    event = ROOT / "events" / f"{snake(door)}.json"
    if name in NEVER:
        first = NEVER[name]
    elif name in PROVIDERS:
        first = f"*Send a signed sample* on the page *Sources*, `{name}`, posts one through the door.{_meant(name)}"
    else:
        first = "The console's page *Live* shows an event within two seconds."
    path = json.loads(event.read_text()).get("rawPath", "")
    whose = path.removeprefix(WEBHOOKS) if path.startswith(WEBHOOKS) else name
    needs = "" if (PLAYBOOK / "sources" / f"{whose}.yaml").exists() else ", a source that you have to write"
    of = "" if whose == name else f", one of `{whose}`{needs}"
    own = f"\n\nWith a running stack: `make invoke FUNCTION={door}` plays the sample `events/{event.name}`{of}."
    return f"## How to test\n\n{first}{own}\n"


def _meant(name: str) -> str:
    events = understood_as(name)
    said = "; ".join(f"`{one.title}` of {_who(one)}" for one in events)
    return f" It is understood as {said}, a customer who is plainly nobody." if said else ""


def _brings(name: str) -> str:
    made = events_of(name) if name in PROVIDERS else []
    listed = f"Events: {', '.join(f'`{one}`' for one in made)}. What only says who somebody is, comes as `identify`.\n"
    return f"## What comes in\n\n{listed}" if made else ""


def _who(event: Event) -> str:
    return " and ".join(f"`{one.type}`" for one in identifiers_of(event))


def _path(name: str) -> str:
    own = next((one for one in OWN if DIRECT.get(one.name) == name), None)
    return ELSEWHERE[own.name] if own else f"/webhooks/{name}"


def _door(name: str) -> str:
    """The function behind the provider's address."""
    routes = {
        each["Properties"].get("Path"): function
        for function, one in functions().items()
        for each in one.get("Events", {}).values()
        if each["Type"] == "HttpApi"
    }
    return routes.get(_path(name), "Collect" if name in DIRECT.values() else "ReceiveAny")


def _filled(text: str, url: str, name: str) -> str:
    return text.replace("{url}", url).replace("{name}", name)


def _sentence(doc: str) -> str:
    """The first of a docstring, without what it raises."""
    return re.sub(r"\s*Raises \w+.*$", "", " ".join(doc.split()))


def main() -> None:
    """`python -m segue_tools.connect_pages`."""
    FOLDER.mkdir(exist_ok=True)
    for name in names():
        (FOLDER / f"{name}.md").write_text(page(name))


if __name__ == "__main__":
    main()
