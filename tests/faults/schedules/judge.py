"""The judge: what must hold after every schedule, in the words of the promise: lost, twice, order, opt-out."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from segue.aws.ledger import key_of
from segue.facets.names import SHORT
from segue.identifiers import Identifier
from segue.journeys.attribution import ids
from segue.profile.profiles import Profile
from segue.times import MINUTE
from segue.wiring.flows import listening
from segue.wiring.in_force import segments
from segue.wiring.people import profiles
from tests.faults.endings import Rows, ending_of, ledger_of, persons, rows, violations
from tests.faults.schedules.player import Player
from tests.faults.schedules.stories import OPENING, Act, Decision, Event
from tests.faults.schedules.witness import Witness

SETTLED = ("sent", "dropped", "failed", "unknown")
JOURNEY = "abandoned-cart"
DUE = 30 * MINUTE  # before the end: what has become due by then has been dealt with
# Why a message may be dropped, and what somebody must have done for it after the opening; for any other reason nothing
# in a story gives cause.
CAUSES = {
    "opted-out": {"opts out"},
    "no-longer-true": {"orders", "fills", "signs in", "merges"},
    "no-address": {"merges"},
    "already-attempted": {"merges"},
}


@dataclass(frozen=True)
class Finish:
    """What must not depend on the schedule: who is who, with what, in which segments, with which consent."""

    people: dict[str, Any]
    segments: dict[str, dict[str, int]]
    consent: dict[str, dict[str, Any]]


def finish_of(player: Player) -> Finish:
    """How it ended for customers."""
    ending = ending_of(player)
    said = {row["pk"]: _said(row) for row in rows(player, "ContactPoints")}
    people = {one: (identities, _dateless(facets)) for one, (identities, facets) in ending.people.items()}
    return Finish(people, ending.segments, {point: one for point, one in said.items() if one})


def _dateless(facets: Mapping[str, Any]) -> dict[str, Any]:
    """Without since when a name is known: what a page tells late counts from when it came, which is not the same when
    all else goes well."""
    names = {
        kind: {value: seen[:SHORT] for value, seen in known.items()} for kind, known in facets.get("names", {}).items()
    }
    return {**facets, **({"names": names} if names else {})}


def judged(player: Player, witness: Witness, calm: Finish, replayed: Finish) -> list[str]:
    """Everything that is wrong: an empty list. `calm`: the same story on a quiet day; `replayed`: without the merges
    that were taken back."""
    finish = finish_of(player)
    return [
        *(f"LOST or TWICE: {one}" for one in violations(player)),
        *(f"LOST: {one}" for one in (*_unrecorded(player), *_unsettled(player), *_unmailed(player))),
        *(f"LOST: {one}" for one in _groundless(player, witness.keys)),
        *(f"TWICE: {one}" for one in _doubly_recorded(player)),
        *(f"ORDER: {one}" for one in _differences(finish, calm)),
        *(f"ORDER: without the undone merges {one}" for one in _differences(finish, replayed)),
        *(f"OPT-OUT: {one}" for one in witness.broken(player.callers)),
    ]


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name.startswith(("yes_", "no_", "suppressed"))}


def _unrecorded(player: Player) -> list[str]:
    """Accepted events that the ledger does not hold."""
    kept = {event.message_id for events in ledger_of(player).values() for event in events}
    told = [one.act.name for one in player.callers.all if isinstance(one.act, Event)]
    return [f"{name} was accepted and is not in the ledger" for name in told if name not in kept]


def _doubly_recorded(player: Player) -> list[str]:
    counts = Counter(one.message_id for many in ledger_of(player).values() for one in many if one.source != "staff")
    return [f"{name} is in the ledger {count} times" for name, count in counts.items() if count > 1]


def _unsettled(player: Player) -> list[str]:
    """Messages that neither went nor say why not, and callers who were never answered."""
    open_ones = [row for row in rows(player, "Messages") if row["state_"] not in SETTLED]
    silent = [row for row in rows(player, "Messages") if row["state_"] == "dropped" and not row["reasons"]]
    waiting = [one.act.name for one in player.callers.all if not one.done]
    return [f"message {row['sk']} is {row['state_']}" for row in (*open_ones, *silent)] + [
        f"{name} was never answered" for name in waiting
    ]


def _groundless(player: Player, keys: Mapping[str, str]) -> list[str]:
    """Messages that were dropped for a reason that nobody gave; a no counts at all addresses that somebody had then."""
    acts = [one.act for one in player.callers.all]
    later = [one for one in acts if one.name[0] not in OPENING]
    wrong = []
    for row in (one for one in rows(player, "Messages") if one["state_"] == "dropped"):
        points = _ever_together(_points(player, row), acts, keys)
        noes = {"opts out"} if any(_says_no(one, points, keys) for one in later) else set()
        links = {"signs in"} if any(_links(one) for one in later) else set()
        done = {one.verb for one in later} - {"opts out"} | noes | links
        baseless = [reason for reason in row["reasons"] if not CAUSES.get(reason, set()) & done]
        wrong += [f"message {row['sk']} was dropped as {reason}" for reason in baseless]
    return wrong


def _points(player: Player, row: Mapping[str, Any]) -> set[str]:
    """All that a message could have gone to, where its channel had not been chosen yet too."""
    with player.aside():
        profile = profiles().read(row["pk"])
    return {row["pk"], row["contact_point"], *(profile.identities if profile else ())}


def _ever_together(points: set[str], acts: list[Act], keys: Mapping[str, str]) -> set[str]:
    """Whatever an act of the story says to be the same person, also where that was taken back afterwards: the message
    was decided in between."""
    pairs = [_named_together(one, keys) for one in acts]
    more = points.union(*(pair for pair in pairs if pair & points))
    return points if more == points else _ever_together(more, acts, keys)


def _named_together(act: Act, keys: Mapping[str, str]) -> set[str]:
    if isinstance(act, Decision):
        return {_user(act.keep), _user(act.absorb)} if act.verb == "merges" else set()
    return {_user(act.user), keys[act.what]} if act.user and act.what in keys else set()


def _user(name: str) -> str:
    return key_of(Identifier("user_id", name))


def _says_no(act: Act, points: Collection[str], keys: Mapping[str, str]) -> bool:
    return isinstance(act, Event) and act.verb == "opts out" and keys.get(act.what) in points


def _links(act: Act) -> bool:
    """Whatever is done under a user id on a device says whose it is, or that it is several people's."""
    return isinstance(act, Event) and bool(act.user and act.device)


def _unmailed(player: Player) -> list[str]:
    """Carts that are due, of people who can be written to, about which nothing was ever decided."""
    messages = rows(player, "Messages")
    with player.aside():
        found = [(one, profiles().read(one)) for one in persons(player)]
        reachable = [profile for one, profile in found if profile and profile.id == one and profile.first("email")]
        return [wrong for profile in reachable for wrong in _forgotten(player, profile, messages)]


def _forgotten(player: Player, profile: Profile, messages: Rows) -> list[str]:
    (segment,) = [one for one in segments().values() if one.id == JOURNEY]
    verdict = segment.when.test(profile, player.clock - DUE)
    due = verdict.carts if verdict.holds and not profile.shared else ()
    wrong = []
    for cart in due:
        found = listening().running.instances.find(ids(profile), JOURNEY, cart).runs
        run = min(found, key=lambda one: one.entered, default=None)
        about = [row for row in messages if row["pk"] in ids(profile) and row["key"] == cart]
        wrong += [] if run and run.state != "running" and about else [f"nothing became of {cart} of {profile.id}"]
    return wrong


def _differences(finish: Finish, calm: Finish) -> list[str]:
    return [f"{name}: {one}" for name in vars(calm) for one in _unlike(getattr(finish, name), getattr(calm, name))]


def _unlike(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    keys = sorted(found.keys() | wanted.keys())
    return [f"{key} is {found.get(key)} and not {wanted.get(key)}" for key in keys if found.get(key) != wanted.get(key)]
