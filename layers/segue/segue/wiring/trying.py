"""Templates looked at and tried out: what one person would get, in force or not, and a test in one's own mailbox."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from segue.audit import Entry
from segue.aws.audit import Audit
from segue.aws.orders import put
from segue.aws.settings import of_channel, settings
from segue.errors import Invalid, NotFound, Refused
from segue.lambdas import now
from segue.messaging.languages import person_locale
from segue.messaging.pretending import SOMEBODY, somebody
from segue.messaging.previewing import Shown, Wanted
from segue.messaging.reasons import explained
from segue.messaging.templates import Kept, variants
from segue.messaging.trying import OWN, Target, Trial, destination, marked, refusal, trial_id
from segue.playbook import compile_playbook
from segue.profile.profiles import Profile
from segue.wiring.links import links
from segue.wiring.people import profiles
from segue.wiring.rehearsals import previewing
from segue.wiring.tables import contact_points, playbooks

ACTION = "template-tested"


@dataclass(frozen=True)
class Asked:
    """A template as staff of these roles want to see it: `person` "" for one who is made up, `text` for one not in
    force yet."""

    template: str
    wanted: Wanted
    person: str = ""
    text: str = ""
    roles: Collection[str] = ()


def shown(asked: Asked) -> Shown:
    """What the person would read, of their traits what the staff may read. Raises NotFound("unknown-template",
    "unknown-person"), BadPlaybook, and Invalid where it says nothing on the channel or cannot be rendered."""
    from segue.api.masks import seen_by  # for who looks, which few do

    template, policies = _template(asked)
    try:
        reads = seen_by(reader(asked.person), asked.roles)
        return previewing(policies).show(template, reads, asked.wanted, now())
    except Refused as refused:
        raise Invalid(refused.reason, refused.detail.strip().partition("\n")[0]) from refused


def asked(template: str, said: Mapping[str, str], roles: Collection[str]) -> Asked:
    """Of words: `person`, `channel`, `locale`, `variant`."""
    wanted = Wanted(said["channel"], said.get("locale", ""), said.get("variant", ""))
    return Asked(template, wanted, said["person"], roles=roles)


def styles(template: Kept, one: Asked) -> tuple[str, ...]:
    """The styles that there are beside the usual one, in the language that it would be shown in."""
    return variants(template, one.wanted.channel, one.wanted.locale or person_locale(reader(one.person)))


def reader(person: str) -> Profile:
    """The person that it is rendered for. Raises NotFound("unknown-person")."""
    if person in ("", SOMEBODY):
        return somebody(now())
    found = profiles().read(person)
    if found is None:
        raise NotFound("unknown-person", "nobody has this id")
    return found


def tried(asked: Asked, target: Target, by: str, name: str) -> Trial:
    """Orders a test to the mailbox of who asks, to an address, or to somebody who has one; `name` is the same for a
    repeat. Raises Invalid("no-test") where there can be none, NotFound("unknown-person")."""
    channel = asked.wanted.channel
    to = _allowed(channel, target)
    queue = of_channel(channel, "transactional_queue")
    if not queue:
        raise Invalid("no-test", explained("no-queue"))
    found = shown(asked)
    nowhere = f"{settings().public_url}/unsubscribe/preview"
    test = Trial(trial_id(name), channel, to, marked(channel, found.parts), nowhere)
    said = {"template": asked.template, "channel": channel, "locale": found.locale, "variant": found.variant}
    about = tuple(dict.fromkeys(one for one in (asked.person, target.person) if one not in ("", SOMEBODY)))
    _audit().write([Entry(test.id, now(), by, ACTION, about, evidence=said)])
    put(queue, test.order)
    return test


def _allowed(channel: str, target: Target) -> str:
    """The address, where nobody said no there. In their own mailbox staff may get what they like."""
    profile = reader(target.person) if target.person else None
    to = destination(channel, target, profile)
    contact = contact_points().read(links().key(*to)) if channel != OWN else None
    if contact and (why := refusal(contact, profile)):
        raise Invalid("no-test", why)
    return to.value


@cache
def _audit() -> Audit:
    return Audit(settings().requests)


def _template(asked: Asked) -> tuple[Kept, Any]:
    """The template, and the policies that it goes by."""
    definitions = _with_text(asked) if asked.text else None
    templates = definitions["template"] if definitions else playbooks().definitions("template")
    if asked.template not in templates:
        raise NotFound("unknown-template", f"there is no template {asked.template}")
    return templates[asked.template], definitions["policy"] if definitions else playbooks().definitions("policy")


def _with_text(asked: Asked) -> Any:
    files = playbooks().files()
    return compile_playbook({**files, f"templates/{asked.template}.yaml": asked.text})
