"""`people`, `playbook` and `console`: what staff look things up with."""

from functools import cache
from importlib import import_module
from typing import Any

from segue.api.links import Links
from segue.api.reading import Reading
from segue.aws.journeys import Instances
from segue.aws.ledger import Ledger
from segue.aws.people_names import PeopleNames
from segue.aws.posting import by_https
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.aws.source_secrets import kept_secrets, source_secrets, store_secrets
from segue.aws.staff import fresh_token
from segue.console.desk import Connecting, Desk, Flows, Identity
from segue.console.playbook.changing import Changing
from segue.events import Event
from segue.identifiers import Identifier
from segue.intake.trying import Trying
from segue.keys import IdentityKey
from segue.wiring.doors import receiving
from segue.wiring.handovers import handing_over
from segue.wiring.identity import naming, rules
from segue.wiring.imports import imports
from segue.wiring.merges import audit, merges, previews, records
from segue.wiring.overviews import overviews
from segue.wiring.people import people, profiles
from segue.wiring.quarantine import quarantine
from segue.wiring.replaying import emptying, replaying, setting_aside
from segue.wiring.simulations import begin, simulations
from segue.wiring.staff import door
from segue.wiring.staff_names import staff_names
from segue.wiring.steering import came_in, counted, orders, steering
from segue.wiring.suggestions import suggestions
from segue.wiring.switches import switches, switching
from segue.wiring.tables import live, messages, playbooks
from segue.wiring.tracking import events_tracked

NOWHERE = Event(type="identify", message_id="", timestamp=0, received_at=0)


def keys_of(one: Identifier) -> tuple[IdentityKey, ...]:
    """The key of an identifier as it was typed, and of its one right spelling."""
    return naming().spellings(one, NOWHERE)


def countries() -> tuple[str, ...]:
    """Of telephone numbers that say none: the shop's own, then those that sources state."""
    from segue.messaging.atlas import country_of

    shop = playbooks().definitions("policy").get("shop", {})
    own = str(shop.get("country") or country_of(str(shop.get("zone") or "")))
    return tuple(dict.fromkeys(one for one in (own, *rules().countries.values()) if one))


def shops() -> tuple[str, ...]:
    """What stands before an order's id where a source of the playbook is a shop: its own name, or its provider's."""
    from segue.channels import SHOPS

    sources = playbooks().definitions("source").items()
    sold = [(name, provider) for name, one in sources if (provider := str(one.get("provider", ""))) in SHOPS]
    return tuple(dict.fromkeys(one for name, provider in sold for one in (name, provider.partition("_")[0])))


@cache
def reading() -> Reading:
    """Looks customers up."""
    known = settings()
    runs, ledger = Instances(known.journeys), Ledger(known.ledger)
    names = PeopleNames(settings().requests, derived("names"))
    return Reading(keys_of, profiles(), people(), messages(), runs, ledger, countries, names.find, shops)


@cache
def links() -> Links:
    """Looks up why people are one."""
    return Links(reading(), rules)


@cache
def connecting() -> Connecting:
    """Connects sources."""
    return Connecting(Trying(source_secrets, by_https, receiving().answer), store_secrets, kept_secrets, audit().write)


@cache
def flows() -> Flows:
    """Looks at journeys and steers them."""
    return Flows(counted, orders(), steering().say, begin, simulations().find, came_in)


def changing() -> Changing:
    """Changes the playbook; its compilers are loaded when they are first needed."""
    return import_module("segue.wiring.changing").changing()


def _mending() -> dict[str, Any]:
    """What is done about quarantine and dead letters."""
    from segue.wiring.letters import asking, letters

    held = {"replay": replaying().replay, "set_aside": setting_aside().set_aside, "emptying": emptying()}
    return {**held, "letters": letters(), "redrive": asking().ask}


@cache
def desk() -> Desk:
    """The collaborators of the console."""
    return Desk(
        door=door(),
        colleagues=staff_names(),
        reading=reading(),
        identity=Identity(links(), merges(), previews(), records(), suggestions()),
        live=live(),
        watch=switches().watch,
        playbooks=playbooks(),
        changing=changing,
        flows=flows(),
        sending=switching(),
        quarantine=quarantine(),
        **_mending(),
        overviews=overviews(),
        connecting=connecting(),
        trail=audit(),
        imports=imports(),
        tracked=events_tracked,
        handing_over=handing_over,
        key=derived("console"),
        fresh_token=fresh_token,
        public_url=settings().public_url,
    )
