"""What a case says in the ledger, as events of the source `staff`: facets stay a function of the ledger, and the
timeline tells who changed what, and for which case."""

from collections.abc import Mapping
from typing import Any

from segue.events import Event
from segue.facets.traits import STAFF
from segue.identifiers import CODES, Identifier
from segue.privacy_cases.cases import Case
from segue.privacy_cases.handling import Act
from segue.profile.restricting import EVERYWHERE


def answered(case: Case, act: Act, said: tuple[str, str, bool], own: Identifier | None = None) -> Event:
    """That somebody says yes or no: (channel, purpose, granted). `own` is who says so, where it matters later."""
    channel, purpose, granted = said
    told = {"channel": channel, "purpose": purpose, "granted": granted, **_why(case, act)}
    named = f"{channel}-{purpose}-{'yes' if granted else 'no'}"
    return _event(case, act, named, own, type="track", event="Consent Updated", properties=told)


def everywhere(case: Case, act: Act, said: tuple[str, bool], own: Identifier | None) -> Event:
    """The same of a purpose that no channel owns."""
    return answered(case, act, (EVERYWHERE, *said), own)


def rectified(case: Case, act: Act, traits: Mapping[str, Any], own: Identifier | None) -> Event:
    """What is right of somebody; identifiers are traits, too."""
    why = {"privacy": _why(case, act)}
    return _event(case, act, "rectified", own, type="identify", traits=dict(traits), context=why)


def _why(case: Case, act: Act) -> dict[str, str]:
    return {"method": "privacy-case", "proof": case.id, "agent": act.by, "text": act.note[:120]}


def _event(case: Case, act: Act, named: str, own: Identifier | None, **said: Any) -> Event:
    identity = f"{STAFF}|{case.id}|{named}|{act.occasion}"
    context = {**said.pop("context", {}), **_of(own)}
    user = {"user_id": own.value} if own and own.type == "user_id" else {}
    times = {"timestamp": act.time, "received_at": act.time}
    return Event(message_id=identity, source=STAFF, channel=STAFF, context=context, **user, **times, **said)


def _of(own: Identifier | None) -> dict[str, Any]:
    if own is None or own.type not in CODES or own.type in ("custom", "user_id"):
        return {}
    return {"externalIds": [{"type": own.type, "id": own.value}]}
