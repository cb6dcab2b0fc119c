"""How a world ended: what must be the same after any fault, and what must be true after every run."""

import base64
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from segue import facets
from segue.aws.identities import identity_of
from segue.aws.items import from_item, unpack
from segue.aws.kinds import MEMBERSHIP
from segue.aws.settings import settings
from segue.aws.source_counts import SourceCounts
from segue.events import Event, decode
from segue.profile.identities import mark
from segue.profile.profiles import Profile
from segue.segments.membership import evaluate
from segue.wiring.in_force import segments
from segue.wiring.people import people, profiles
from tests.faults.cloud.readers import ShardReader
from tests.faults.cloud.values import Attribute
from tests.faults.cloud.world import World

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Ending:
    """The state that customers and staff can see, without versions, moments and attempts."""

    people: dict[str, Any]  # person: (identities, facets)
    segments: dict[str, dict[str, int]]  # with since when
    messages: dict[str, str]
    journeys: dict[str, str]
    denied: dict[str, list[str]]
    mails: tuple[str, ...]
    catalog: dict[str, Any]  # rows by key: items, and what they have cost
    told: tuple[str, ...]  # what the catalog's changes told the bus, each once


def rows(world: World, table: str) -> Rows:
    """A table's rows as plain values."""
    return [from_item({name: _bytes(one) for name, one in item.items()}) for item in world.table(table).items()]


def _bytes(attribute: Attribute) -> Attribute:
    return {"B": base64.b64decode(attribute["B"])} if "B" in attribute else attribute


def ending_of(world: World) -> Ending:
    """Read strongly, with the product's own view of a person."""
    with world.aside():
        whole = {one: found for one in persons(world) if (found := profiles().read(one))}
        memberships = {one: people().membership(one) for one in whole}
    return Ending(
        people={one: (found.identities, found.facets) for one, found in whole.items() if found.id == one},
        segments={one: dict(found.segments) for one, found in memberships.items() if whole[one].id == one},
        messages={row["sk"]: row["state_"] for row in rows(world, "Messages")},
        journeys={f"{row['pk']} {row['sk']}": row["state_"] for row in rows(world, "Journeys")},
        denied={row["pk"]: sorted(one for one in row if one.startswith("no_")) for row in rows(world, "ContactPoints")},
        mails=tuple(sorted(mail.tags.get("message", "") for mail in world.region.mailbox.mails)),
        catalog={f"{row['pk']} {row['sk']}": row for row in rows(world, "Catalog")},
        told=tuple(sorted({json.dumps(one["detail"]) for one in world.region.bus.log if "product" in one["detail"]})),
    )


def persons(world: World) -> list[str]:
    """Everybody who has an identity."""
    with world.aside():
        return sorted({identity_of(row).owner for row in rows(world, "Identities")})


def ledger_of(world: World) -> dict[str, list[Event]]:
    """Every event, by identity key."""
    found: dict[str, list[Event]] = {}
    for row in rows(world, "Ledger"):
        found.setdefault(row["pk"], []).append(decode(unpack(row["b"])))
    return found


def violations(world: World) -> list[str]:
    """What must never be true, whatever went wrong: an empty list."""
    states = [*_uncounted(world), *_unconverged(world), *_unlisted(world)]
    return [*states, *_doubled(world), *_misreported(world), *_stuck(world)]


def _uncounted(world: World) -> list[str]:
    """Applied == ledger: each identity is the sum of its ledger partition, each event once."""
    stored = {row["pk"]: identity_of(row) for row in rows(world, "Identities")}
    wrong = []
    for key, events in ledger_of(world).items():
        wanted = facets.absorb({}, {mark(one): one for one in events}.values())
        found = stored[key].facets if key in stored else {}
        wrong += [f"{key} is not the sum of its {len(events)} events"] if facets_differ(found, wanted) else []
    return wrong


def miscounted(world: World) -> list[str]:
    """Where what was counted as stored of a source is not what the Ledger has of it: never while batches come again
    whole or in parts. Shards that are read again from an earlier place, in other batches, may count again."""
    stored = Counter(event.source for events in ledger_of(world).values() for event in events)
    with world.aside():
        found = {source: SourceCounts(settings().requests).of(source).stored for source in stored}
    return [f"{one}: {stored[one]} stored, {found[one]} counted" for one in stored if stored[one] != found[one]]


def facets_differ(left: Any, right: Any) -> bool:
    """Compared as stored: tuples are lists."""
    return _listed(left) != _listed(right)


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _listed(one) for name, one in value.items()}
    return [_listed(one) for one in value] if isinstance(value, list | tuple) else value


def _unconverged(world: World) -> list[str]:
    """Every membership agrees with the profile, and wakes in time; absorbed people keep none."""
    wrong = []
    with world.aside():
        in_force = list(segments().values())
        for person in persons(world):
            profile = profiles().read(person)
            wrong += _differences(world, person, profile, in_force)
    return wrong


def _differences(world: World, person: str, profile: Profile | None, in_force: list[Any]) -> list[str]:
    stored = people().membership(person)
    if profile is None or profile.id != person:
        return [f"{person} was absorbed and keeps a membership"] if stored.segments else []
    wanted = evaluate(in_force, profile, stored, world.clock)
    wrong = [] if stored.segments == wanted.segments else [f"{person} is in {stored.segments}, not {wanted.segments}"]
    unarmed = wanted.wake is not None and (stored.wake is None or stored.wake > wanted.wake)
    return wrong + ([f"{person} will not be woken at {wanted.wake}"] if unarmed else [])


def _unlisted(world: World) -> list[str]:
    """The members of each segment are those whose membership says so, with the same since."""
    kept = {row["pk"]: row["segments"] for row in rows(world, "People") if row["sk"] == MEMBERSHIP}
    wanted = {(one, person, since) for person, inside in kept.items() for one, since in inside.items()}
    members = [row for row in rows(world, "Members") if "since" in row]
    found = {(row["pk"].partition("#")[0], row["sk"], row["since"]) for row in members}
    return [f"{one} is listed or not, against the membership" for one in sorted(wanted ^ found)]


def _doubled(world: World) -> list[str]:
    """No message twice, and no address twice for the same occasion."""
    sent = [mail.tags.get("message", "") for mail in world.region.mailbox.mails]
    occasions = [(mail.to, mail.tags.get("message", "").rpartition("_")[2]) for mail in world.region.mailbox.mails]
    twice = {one for one in sent if sent.count(one) > 1} | {str(one) for one in occasions if occasions.count(one) > 1}
    return [f"sent twice: {one}" for one in sorted(twice)]


def _misreported(world: World) -> list[str]:
    """A message that went out is never recorded as one that did not."""
    went = {mail.tags.get("message", "") for mail in world.region.mailbox.mails}
    states = {row["sk"]: row["state_"] for row in rows(world, "Messages")}
    lost = [one for one, state in states.items() if state == "sent" and one not in went]
    denied = [one for one in went if states.get(one) not in ("sent", "unknown")]
    return [f"recorded as sent and was not: {one}" for one in lost] + [f"{states.get(one)} yet sent" for one in denied]


def _stuck(world: World) -> list[str]:
    """Nothing in a dead-letter queue or set aside, and nothing still waiting after the world came to rest."""
    dead = [f"{name} has {len(one.dead)} dead letters" for name, one in world.region.queues.by_name.items() if one.dead]
    readers = [one for one in world.readers if isinstance(one, ShardReader) and one.set_aside]
    aside = [f"{one.source.function} set a batch aside" for one in readers]
    return dead + aside
