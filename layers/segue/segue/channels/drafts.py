"""Drafts: what a provider's payload says, before it has an id, a time and a source."""

from dataclasses import dataclass, field, replace

from segue.channels.payloads import Payload, given, text
from segue.clocks import event_time, lenient
from segue.deliveries import Delivery
from segue.events import Event, Kind
from segue.ledger import fingerprint


@dataclass(frozen=True)
class Draft:
    """`event` None makes an identify message. `time` is the provider's: ISO 8601 text, or seconds or milliseconds since
    the epoch. `id` where not the delivery names it; `channel` where not the provider's own."""

    event: str | None
    who: Payload
    time: str | float | None = None
    properties: Payload = field(default_factory=dict)
    traits: Payload = field(default_factory=dict)
    id: str = ""
    channel: str = ""


def who(provider: str, ids: Payload, traits: Payload) -> Payload:
    """A context that names a customer: the provider's ids under its prefix, and e-mail, phone and names as traits."""
    known = {kind: text(value) for kind, value in ids.items()}
    external = [{"type": kind, "id": f"{provider}:{value}"} for kind, value in known.items() if value]
    return given({"externalIds": external, "traits": given(traits)})


def event_of(draft: Draft, delivered: str, delivery: Delivery, channel: str) -> Event:
    """The canonical event; `delivered` is the same whenever the provider delivers this again."""
    client_time = lenient(draft.time)
    kind: Kind = "track" if draft.event else "identify"
    return Event(
        type=kind,
        event=draft.event,
        message_id=draft.id or delivered,
        timestamp=event_time(client_time, delivery.received_at),
        received_at=delivery.received_at,
        original_timestamp=client_time,
        source=delivery.source,
        channel=draft.channel or channel,
        properties={name: value for name, value in draft.properties.items() if value is not None},
        traits=given(draft.traits),
        context=draft.who,
    )


def numbered_by(source: str, draft: Draft) -> Draft:
    """The draft of a shop that counts its orders and customers from one, as the next shop does: their ids are known
    under the source's name, so that order 727 here and order 727 there are two."""
    external = [{**one, "id": f"{source}:{one['id'].partition(':')[2]}"} for one in draft.who.get("externalIds", [])]
    order = draft.properties.get("order_id")
    properties = draft.properties | ({"order_id": f"{source}:{order}"} if order else {})
    return replace(draft, who=draft.who | given({"externalIds": external}), properties=properties)


def stated_id(*parts: str | None) -> str:
    """An id for a fact that many deliveries repeat: the same for the same fact."""
    return f"stated-{fingerprint('|'.join(str(part) for part in parts).encode())}"
