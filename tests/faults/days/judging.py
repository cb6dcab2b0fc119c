"""What must hold after every day, in the words of the promises."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import DAY, MINUTE
from tests.faults.cloud.clock import START
from tests.faults.days.archived import unarchived
from tests.faults.days.deeds import DOOR, GONE, QUEUE, STORE, STRANGER
from tests.faults.endings import ledger_of, rows, violations
from tests.faults.schedules.judge import SETTLED, Finish, finish_of
from tests.faults.schedules.player import Player
from tests.faults.schedules.stories import Event
from tests.faults.schedules.witness import Witness
from tests.handlers.erased import bytes_of, places

CAP = 3  # of the starter: marketing messages that one person gets within a day
NEAR = 2 * MINUTE  # by which a corrected clock may be off
SDK = ("views", "fills", "orders", "opts in", "opts out", "signs in")


@dataclass(frozen=True)
class Verdict:
    """Everything that is wrong, each with the promise that it breaks."""

    wrong: list[str] = field(default_factory=list)


def judged(player: Player, witness: Witness, quiet: Finish | None) -> Verdict:
    """The whole judgement; `quiet`: how the same day ends when nothing goes wrong, where that can be compared."""
    erased = any(one.act.verb == "is erased" for one in player.callers.all)
    found = [
        *(f"LOST or TWICE: {one}" for one in _violations(player, erased)),
        *(f"LOST: {one}" for one in (*_unrecorded(player, erased), *_unsettled(player), *unarchived(player, erased))),
        *(f"LOST: {one} is nowhere to be found" for one in _swallowed(player)),
        *(f"TWICE: {one}" for one in _twice(player)),
        *(f"ORDER: {one}" for one in (_differences(player, quiet) if quiet else ())),
        *(f"OPT-OUT: {one}" for one in witness.broken(player.callers)),
        *(f"CAP: {one}" for one in _over(player)),
        *(f"ERASED: {one}" for one in (places(player, GONE) if erased else ())),
        *(f"CLOCK: {one}" for one in _misdated(player)),
    ]
    return Verdict(found)


def _violations(player: Player, erased: bool) -> Iterator[str]:
    """Those of every world, but for what poison is meant to leave, and for mails whose record is erased."""
    poisoned = {one.act.what for one in _acts(player, "poisons a queue")}
    theirs = {mail.tags.get("message", "") for mail in player.region.mailbox.mails if erased and mail.to == GONE}
    for one in violations(player):
        dead, gone = one.partition(" has ")[0] in poisoned, one == "None yet sent"
        if not dead and not (gone and theirs):
            yield one


def _acts(player: Player, verb: str) -> list[Any]:
    return [one for one in player.callers.all if one.act.verb == verb]


def _unrecorded(player: Player, erased: bool) -> Iterator[str]:
    """Accepted events that the ledger does not hold."""
    kept = {event.message_id for events in ledger_of(player).values() for event in events}
    for one in player.callers.all:
        told = (type(one.act) is Event and one.act.verb in SDK) or one.act.verb == "has a wrong clock"
        if told and one.act.name not in kept and not (erased and getattr(one.act, "user", "") == "u9"):
            yield f"{one.act.name} was accepted and is not in the ledger"


def _unsettled(player: Player) -> Iterator[str]:
    for row in rows(player, "Messages"):
        if row["state_"] not in SETTLED or (row["state_"] == "dropped" and not row["reasons"]):
            yield f"message {row['sk']} is {row['state_']}"
    yield from (f"{one.act.name} {one.act.verb} was never answered" for one in player.callers.all if not one.done)


def _swallowed(player: Player) -> Iterator[str]:
    """Poison that waits neither in quarantine nor among the dead letters."""
    kinds = {"poisons a door": DOOR, "poisons a shop": STORE, "poisons a queue": QUEUE}
    whole = [json.dumps(row, default=_text) for row in rows(player, "Requests")]
    left = [one.body for queue in player.region.queues.by_name.values() for one in queue.messages.values()]
    asked = [(kind, each.act.name) for kind in kinds for each in _acts(player, kind) if each.done]
    for verb, one in asked:
        said = (f"{kinds[verb]}-{one}", f'{kinds[verb]}": "{one}"', f'{kinds[verb]}\\": \\"{one}')
        if not any(each in text for text in (*whole, *left) for each in said):
            yield f"{verb} {one}"


def _text(value: Any) -> str:
    """Bytes of a row as the text that is in them, packed or not."""
    return " ".join(one.decode("utf-8", "replace") for one in bytes_of(value))


def _twice(player: Player) -> list[str]:
    """An event more than once in the ledger, a mail more than once, a turn more than once in a conversation."""
    events = Counter(one.message_id for many in ledger_of(player).values() for one in many if one.source != "staff")
    turns = Counter(
        row["pk"] + str(row.get("id", row["sk"])) for row in rows(player, "Conversations") if row["sk"][:2] == "t#"
    )
    return [f"{name} is there {count} times" for name, count in (events + turns).items() if count > 1]


def _differences(player: Player, quiet: Finish) -> list[str]:
    """The customers of the story; of others the end hangs on when an erasure, a wrong clock or a message met them."""
    found = finish_of(player)
    known = [("user_id", "u{}"), ("anonymous_id", "a{}"), ("email", "k{}@shop.test")]
    with player.aside():
        ours = {key_of(Identifier(kind, form.format(number))) for kind, form in known for number in range(3)}
    theirs = {one for each in (found, quiet) for one, (identities, _) in each.people.items() if {*identities} & ours}
    pairs = [(name, key) for name in vars(quiet) for key in sorted(ours if name == "consent" else theirs)]
    told = [(name, key, getattr(found, name).get(key), getattr(quiet, name).get(key)) for name, key in pairs]
    return [f"{name}: {key} is {left} and not {right}" for name, key, left, right in told if left != right]


def _over(player: Player) -> Iterator[str]:
    """Addresses that got more within a day than the starter's cap; a day is longer than what is played."""
    counts = Counter(mail.to for mail in player.region.mailbox.mails)
    yield from (f"{to} got {count} mails within {DAY} ms" for to, count in counts.items() if count > CAP)


def _misdated(player: Player) -> list[str]:
    """Events of the device with a wrong clock that are of no moment between what was done and its coming."""
    found = [one for many in ledger_of(player).values() for one in many if one.anonymous_id == STRANGER]
    done = {one.act.name: START + one.act.at for one in player.callers.all}
    wrong = [one for one in found if not done[one.message_id] - NEAR <= one.timestamp <= one.received_at]
    return [f"{one.message_id} is dated {one.timestamp - one.received_at} ms away" for one in wrong]
