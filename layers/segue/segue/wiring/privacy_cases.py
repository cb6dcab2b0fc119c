"""Cases: what people ask for about their data. `privacy`, `console`, `preferences` and whoever hears of them."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from segue.aws.ledger import Ledger, key_of
from segue.aws.privacy_cases import Cases
from segue.aws.secrets import derived
from segue.aws.settings import class_keys, settings
from segue.errors import Invalid, NotFound
from segue.events import Event
from segue.identifiers import Identifier
from segue.keys import IdentityKey, digest
from segue.messages import Message
from segue.privacy_cases.addresses import code_message, known_before
from segue.privacy_cases.cases import Case, Kind
from segue.privacy_cases.clocks import SOON
from segue.privacy_cases.effects import Effects
from segue.privacy_cases.handling import Act, Effect, Handling, Wanted
from segue.times import Millis
from segue.wiring import exporting
from segue.wiring.merges import audit
from segue.wiring.people import profiles
from segue.wiring.privacy_requests import begin, erasure_of, erasures
from segue.wiring.tables import contact_points, messages


@cache
def cases() -> Cases:
    """Cases in the Requests table."""
    return Cases(settings().requests)


@cache
def handling() -> Handling:
    """What is done about them."""
    return Handling(
        cases(), audit().write, effect_of, carrier, messages().intend, effects().lift, lambda: derived("links"), began
    )


@cache
def effects() -> Effects:
    """What is done by the ledger and at addresses."""
    return Effects(profiles().read, Ledger(settings().ledger), contact_points(), key_of, sealed)


def sealed(event: Event, key: IdentityKey) -> Event:
    """The event with sensitive traits encrypted for the identity that it is kept under; where no class has a key as it
    is. Raises Unavailable."""
    if not class_keys():
        return event
    from segue.deliveries import Parsed  # with what encrypts: few shops have it
    from segue.wiring.sealing import sealing

    return sealing(lambda _: key)(Parsed(events=(event,))).events[0]


def opened(kind: Kind, asked: str, said: Mapping[str, Any], act: Act) -> Case:
    """A new case about whoever is behind a key or an id; on the same occasion it is one. Raises Unavailable."""
    name = f"c_{digest(b'case', f'{act.by}|{act.occasion}')}"
    return handling().open(Case(name, act.time, act.by, kind, asked, **said), act)


def pressing(now: Millis) -> list[Case]:
    """Cases that are due within a week, or late. Raises Unavailable."""
    return [one for one in cases().open() if one.left(now) <= SOON]


def addresses_of(case: Case) -> list[Identifier]:
    """Where a code may go, the surest first."""
    profile = profiles().read(case.asked) if case.asked else None
    return known_before(profile, case.received) if profile and not profile.shared else []


def carrier(case: Case, act: Act) -> Message:
    """The message with a code; nothing is written yet. Raises Invalid("no-address"), Unavailable."""
    found = addresses_of(case)
    if not found:
        raise Invalid("no-address", "no address of theirs was known before they asked: identify them in another way")
    person = profiles().read(case.asked)
    to = found[0], key_of(found[0])
    return code_message(case, person.id if person else case.asked, to, act)


def effect_of(kind: Kind) -> Effect:
    """What a kind of case does."""
    done: Mapping[Kind, Effect] = {
        "access": _export,
        "portability": _export,
        "erasure": _erase,
        "rectification": effects().rectify,
        "restriction": effects().restrict,
        "objection": effects().object,
    }
    return done[kind]


def began(case: Case) -> Sequence[str]:
    """The erasure that a case has begun, also where that does not stand in the case yet. Raises Unavailable."""
    name = erasure_of(_why(case))
    try:
        return [erasures().find(name).id] if case.kind == "erasure" else []
    except NotFound:
        return []


def _erase(case: Case, act: Act, _: Wanted) -> Sequence[str]:
    return [begin(case.asked, (act.by, _why(case)), _why(case), act.time).id]


def _export(case: Case, act: Act, _: Wanted) -> Sequence[str]:
    return [exporting.begin(case.asked, (act.by, _why(case)), _why(case), act.time).id]


def _why(case: Case) -> str:
    return f"case {case.id}"
