"""The Messages table: every intended message under its person, with decision and outcome."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from segue.aws.inserts import insert
from segue.aws.items import from_item, to_item
from segue.aws.message_marks import change_of, marks_of
from segue.aws.queries import query
from segue.aws.tables import Lost, batch_get, get, never, put_if, update_if, updated
from segue.errors import Conflict
from segue.keys import PersonId
from segue.messages import ARRIVED, CERTAINTY, WAITING, Mark, Message, Outcome, State, person_of, told
from segue.times import Millis

WAITS = "state_ IN (:intended, :held)"
MOST = 200  # messages of one person on one page
# Left out of a row where there is nothing in them.
SPARSE = ("data", "book", "channels", "deadline", "until", "locale", "variant", "priority", "considered", "struck")
SPARSE += ("wait", "content", "when", "trace")
SENT_FROM: tuple[State, ...] = ("unknown", "claimed", "failed")  # what a report of its arrival settles
FAILED_FROM: tuple[State, ...] = ("unknown", "claimed")
SAID = frozenset(one.name for one in fields(Message)) - {"id", "person", "state", "outcomes"}
ALL = 5_000  # of one id that are looked through for them: by their ids they lie in no order of time


@dataclass(frozen=True)
class Messages:
    """Reads and the steps of a message's life, each one conditional write. `ends` gives a new row its time to live, by
    the moment from which it counts."""

    table: str
    ends: Callable[[Millis], Mapping[str, int]] = never

    def intend(self, message: Message) -> bool:
        """Writes it down once; False when it stood there already."""
        try:
            put_if(self.table, self._row(message), "attribute_not_exists(pk)")
        except Conflict:
            return False
        return True

    def intend_all(self, messages: Sequence[Message]) -> None:
        """The same for many, 25 to a request. Raises Unavailable: what was written stays."""
        insert(self.table, list({one.id: self._row(one) for one in messages}.values()))

    def read_all(self, identities: Sequence[str], strong: bool = False) -> list[Message]:
        """Those of these messages that there are, as they were a moment ago or strongly consistent."""
        keys = [to_item({"pk": person_of(one), "sk": one}) for one in sorted(set(identities))]
        return [message_of(from_item(item)) for item in batch_get(self.table, keys, strong=strong)]

    def read(self, identity: str) -> Message | None:
        """One message by its id, strongly consistent."""
        row = get(self.table, {"pk": person_of(identity), "sk": identity})
        return message_of(row) if row else None

    def marks(self, persons: Sequence[PersonId], whole: bool) -> list[Mark]:
        """Where all messages of these person ids stand, in no order; with channel and state where they are `whole`."""
        return [one for person in persons for one in marks_of(self.table, person, whole)]

    def of_people(self, persons: Sequence[PersonId]) -> list[Message]:
        """The last messages under all these person ids, newest first."""
        rows = [row for one in persons for row in query(self.table, "pk = :pk", ALL, newest_first=True, pk=one)]
        return sorted(map(message_of, rows), key=lambda one: (-one.created, one.id))[:MOST]

    def claim(self, message: Message, attempt: str, from_attempt: str = "") -> Message:
        """Takes a waiting message for the way that it names, or one that `from_attempt` left before it called the
        provider, for the way that it had.

        Raises Lost when it is not in that state; the row in the way is in it.
        """
        taken = replace(message, state="claimed", attempt=attempt, tries=message.tries + 1)
        standing = (
            f"{WAITS} OR (state_ = :state_ AND attempt IN (:attempt, :before) AND contact_point = :contact_point)"
        )
        names = ("attempt", "channel", "contact_point", "considered", "tries", "locale", "variant")
        self._set(taken, names, standing, before=from_attempt or attempt)
        told(taken, "claimed")
        return taken

    def settle(self, message: Message, state: State, now: Millis, *reasons: str) -> bool:
        """The end of an attempt. Of two ends the one that knows more stays, whichever is written first; a report that
        was faster knows less than whoever sent it.

        Who has not claimed it ends it only while nobody has: an attempt under way may have sent it. Answers whether
        this end stands; one that comes again does.
        """
        less = WAITING if message.state in WAITING else CERTAINTY[: CERTAINTY.index(state)]
        ends = f"state_ IN ({', '.join(f':{one}' for one in less)})"
        faster = {"none": ""} if state == "sent" else {}
        ends += " OR (state_ = :state AND provider_id = :none)" if faster else ""
        said = {"reasons": list(dict.fromkeys((*message.reasons, *reasons))), "decided": now, **_known(message)}
        change, marked = change_of(state)
        update = "SET state_ = :state, " + ", ".join(f"{one} = :{one}" for one in said) + change
        values = {**{one: one for one in less}, **said, **faster, **marked, "state": state}
        try:
            update_if(self.table, {"pk": message.person, "sk": message.id}, update, ends, **values)
        except Lost as standing:
            return (standing.row.get("state_"), standing.row.get("decided")) == (state, now)
        told(replace(message, reasons=tuple(said["reasons"])), state)
        return True

    def hold(self, message: Message) -> None:
        """Keeps a waiting message, or one whose attempt ended before its provider was called, until its `until`.

        Where it has gone on meanwhile nothing changes.
        """
        held, own = replace(message, state="held"), f"{WAITS} OR (state_ = :claimed AND attempt = :attempt)"
        names = ("until", "considered", "struck", "reasons", "channel")
        with suppress(Lost):
            self._set(held, names, own, claimed="claimed", attempt=message.attempt)
            told(held, "held")

    def record(self, identity: str, outcome: str, moment: Millis) -> Outcome | None:
        """What the provider or the customer did with it; of several moments the earliest stays, whichever is told
        first. None: nobody knows the id.

        A message whose sending stayed unknown is settled by the provider's own word: sent where it arrived anywhere,
        failed where the provider took it and did not send it.
        """
        key, name = {"pk": person_of(identity), "sk": identity}, f"o_{outcome}"
        first = f"attribute_exists(pk) AND attribute_not_exists({name})"
        try:
            row, new = updated(self.table, key, f"SET {name} = :at", first, at=moment), True
        except Lost as known:
            row, new = known.row, False
        if not row:
            return None
        if row[name] > moment:
            self._change(key, f"SET {name} = :at", f"{name} > :at", at=moment)
        self._reported(key, row["state_"], outcome)
        about = Outcome(row["channel"], row["purpose"], outcome, new, new and _only(row, name), row["template"])
        return about._replace(sent=row.get("decided") or moment, trace=row.get("trace", ""))

    def _reported(self, key: dict[str, str], state: State, outcome: str) -> None:
        """Settles what is not settled yet. The state only says whether to look: the write has its own condition."""
        end, open_ = ("sent", SENT_FROM) if outcome in ARRIVED else ("failed", FAILED_FROM)
        if state in open_ and outcome in (*ARRIVED, "rejected"):
            names = ", ".join(f":{one}" for one in open_)
            update = "SET state_ = :end REMOVE unsettled"
            self._change(key, update, f"state_ IN ({names})", end=end, **{one: one for one in open_})

    def _row(self, message: Message) -> dict[str, Any]:
        return {**row_of(message), **self.ends(message.created)}

    def _change(self, key: dict[str, str], update: str, condition: str, **values: Any) -> None:
        with suppress(Lost):
            update_if(self.table, key, update, condition, **values)

    def _set(self, message: Message, names: Sequence[str], condition: str, **values: Any) -> None:
        """Writes the state and these fields; of those that may be left out only what there is."""
        said = {"state_": message.state, **{name: getattr(message, name) for name in names}}
        said = {name: value for name, value in said.items() if value or name not in SPARSE}
        update = "SET " + ", ".join(f"#{name} = :{name}" for name in said)
        asked = {**{one: one for one in WAITING}, **said, **values}
        update_if(self.table, {"pk": message.person, "sk": message.id}, update, condition, **asked)


def _known(message: Message) -> dict[str, Any]:
    """What is written down of a message at its end."""
    kept = {name: said for name in ("facts", "content") if (said := getattr(message, name))}
    return {"considered": message.considered, "provider_id": message.provider_id, "subject": message.subject, **kept}


def _only(row: dict[str, Any], name: str) -> bool:
    return not any(one.startswith("o_") and one != name for one in row)


def row_of(message: Message) -> dict[str, Any]:
    """A message as its item; `state` is a reserved word in DynamoDB, so it is kept as `state_`."""
    row = {name: value for name, value in asdict(message).items() if name not in SPARSE or value}
    outcomes = {f"o_{name}": moment for name, moment in row.pop("outcomes").items()}
    return {"pk": row.pop("person"), "sk": row.pop("id"), "state_": row.pop("state"), **row, **outcomes}


def message_of(row: dict[str, Any]) -> Message:
    """The inverse of `row_of`. What a later version has added to a row is not looked at."""
    outcomes = {name[2:]: row[name] for name in row if name.startswith("o_")}
    person, identity, state = row["pk"], row["sk"], row["state_"]
    known = {name: value for name, value in row.items() if name in SAID}
    known |= {name: tuple(known[name]) for name in ("reasons", "channels", "struck") if name in known}
    known |= {"considered": tuple((word, about) for word, about in known.get("considered", ()))}
    known |= {"step": str(known["step"])}  # once a number, which is now the name
    return Message(id=identity, person=person, state=state, outcomes=outcomes, **known)
