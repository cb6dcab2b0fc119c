"""`archive_events`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from segue.archive.archiving import Archiving
from segue.archive.numbers import Shop
from segue.aws.archive_stream import events_told, messages_told, name_of
from segue.aws.new_rows import NewRows
from segue.aws.numbering import Numbering
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.conversations.topics.policies import topics_named
from segue.lambdas import Lambda
from segue.times import Millis
from segue.wiring.quarantine import quarantine
from segue.wiring.tables import playbooks


def archive(event: Lambda, now: Millis) -> None:
    """A batch of the Ledger's stream or of that of Messages; all of it may come again. Raises Unavailable."""
    messages = any(f"/{settings().messages}/" in one["eventSourceARN"] for one in event["Records"][:1])
    told, broken = (messages_told if messages else events_told)(event, shop())
    if broken:
        quarantine().keep(broken)
    archiving().keep(name_of("messages" if messages else "ledger", event), told, now)


@cache
def archiving() -> Archiving:
    """Rows into the bucket."""
    return Archiving(Numbering(settings().identities), NewRows(settings().archive_bucket))


def shop() -> Shop:
    """What this shop has declared in the playbook in force."""
    return playbooks().made_of("archive", ("plan", "policy"), _shop)


def _shop(plans: Mapping[str, Any], policies: Mapping[str, Any]) -> Shop:
    events = frozenset(str(one.get("event", "")) for one in plans.values()) - {""}
    return Shop(derived("archive"), events, topics_named(policies.get("topics", {})))
