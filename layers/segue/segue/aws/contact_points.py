"""The ContactPoints table: one row per address, flat, so that one conditional update is a whole claim.

Attributes: `pk`; `suppressed`; `yes_<purpose>`, `no_<purpose>` (newest moment), `link_<purpose>` (the first click on a
link that says no since the newest yes); `m_<mark>` (moment of the attempt,
negative) and `a_<mark>` (which attempt). Nothing is written when an attempt ends: it lasts `ATTEMPT`, and its mark
stays until a claim after 90 days takes it away. `s_<event>`: moments of soft bounces, the
newest few; `delivered`: the newest delivery; `paused`: until when marketing waits. Of an app: `gone` (when its provider
knew it no more), `seen` and `owner` (when and by whom it was last used).
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from segue.aws.clients import client
from segue.aws.items import from_item, to_item
from segue.aws.tables import Lost, batch_get, get, update_if, updated
from segue.contact_points import PAUSABLE, RESTRICTED, USE, Claim, ContactPoint, mark
from segue.errors import Conflict, Refused
from segue.keys import IdentityKey
from segue.times import Millis

MOST_SOFT = 20  # of which the newest are kept


@dataclass(frozen=True)
class ContactPoints:
    """Consent, suppression and attempts of addresses; without `strong` many are read as they were a moment ago."""

    table: str
    strong: bool = True

    def read(self, key: IdentityKey) -> ContactPoint:
        """Strongly consistent; an address never written to or about is an empty contact point."""
        return contact_point(key, get(self.table, {"pk": key}) or {})

    def read_many(self, keys: Iterable[IdentityKey]) -> dict[IdentityKey, ContactPoint]:
        """Many at once."""
        wanted = sorted(set(keys))
        items = batch_get(self.table, [to_item({"pk": one}) for one in wanted], self.strong)
        rows = {row["pk"]: row for row in map(from_item, items)}
        return {one: contact_point(one, rows.get(one, {})) for one in wanted}

    def suppress(self, key: IdentityKey, reason: str, now: Millis, purpose: str | None = None) -> ContactPoint:
        """In force when this returns: for one purpose an opt-out at `now`, without purpose nothing goes out at all.

        Answers the contact point as it then is; `in_flight()` names what could not be stopped any more.
        """
        if purpose is not None:
            return self.answer(key, purpose, granted=False, moment=now)
        update = "SET suppressed = if_not_exists(suppressed, :reason)"
        return contact_point(key, updated(self.table, {"pk": key}, update, reason=reason))

    def answer(self, key: IdentityKey, purpose: str, granted: bool, moment: Millis) -> ContactPoint:
        """Records a yes or no of this moment; an older one changes nothing."""
        name = f"{'yes' if granted else 'no'}_{purpose}"
        older = f"attribute_not_exists({name}) OR {name} < :moment"
        try:
            row = updated(self.table, {"pk": key}, f"SET {name} = :moment", older, moment=moment)
        except Lost as newer:
            row = newer.row
        return contact_point(key, row)

    def opt_out(self, key: IdentityKey, purpose: str, now: Millis) -> tuple[ContactPoint, Millis]:
        """A no by a link, in force at `now` when this returns, and since when links have said it: the first click
        after the newest yes, however often and by however many at once it comes again."""
        point, name = self.answer(key, purpose, granted=False, moment=now), f"link_{purpose}"
        yes = point.granted.get(purpose, 0)
        since = point.linked.get(purpose, -1)
        if since < yes:
            older = f"attribute_not_exists({name}) OR {name} < :yes"
            try:
                update_if(self.table, {"pk": key}, f"SET {name} = :now", older, now=now, yes=yes)
                since = now
            except Lost as first:
                since = first.row[name]
        return point, since

    def pause(self, key: IdentityKey, until: Millis) -> ContactPoint:
        """In force when this returns: marketing waits until then; 0 ends it."""
        return contact_point(key, updated(self.table, {"pk": key}, "SET paused = :until", until=until))

    def came_back(self, key: IdentityKey, event: str, moment: Millis) -> None:
        """A soft bounce; `event` names its report, however often that comes."""
        row = updated(self.table, {"pk": key}, f"SET s_{event} = :moment", moment=moment)
        soft = _named(row, "s_")
        old = sorted(soft, key=lambda one: (soft[one], one))[:-MOST_SOFT]
        if old:
            gone = f"REMOVE {', '.join(f's_{one}' for one in old)}"
            client("dynamodb").update_item(TableName=self.table, Key=to_item({"pk": key}), UpdateExpression=gone)

    def arrived(self, key: IdentityKey, moment: Millis) -> None:
        """Something was delivered; an older one changes nothing."""
        older = "attribute_not_exists(delivered) OR delivered < :moment"
        with suppress(Lost):
            update_if(self.table, {"pk": key}, "SET delivered = :moment", older, moment=moment)

    def gone(self, key: IdentityKey, moment: Millis) -> None:
        """Nobody is there: nothing goes out until it is seen again."""
        updated(self.table, {"pk": key}, "SET gone = :moment", moment=moment)

    def seen(self, key: IdentityKey, owner: IdentityKey, moment: Millis) -> None:
        """Who used it at this moment; an older one changes nothing."""
        newer = "attribute_not_exists(seen) OR seen < :moment"
        with suppress(Lost):
            update_if(self.table, {"pk": key}, "SET seen = :moment, #owner = :owner", newer, moment=moment, owner=owner)

    def claim(self, key: IdentityKey, claim: Claim, now: Millis) -> None:
        """Takes the address for one message. Raises Refused with the reason, or Conflict when an attempt stands.

        A lost answer and its retry carry the same attempt and find their own claim.
        """
        name, yes, no = f"m_{mark(claim.message_id)}", f"yes_{claim.purpose}", f"no_{claim.purpose}"
        by = f"a_{mark(claim.message_id)}"
        condition = (
            f"attribute_not_exists({name}) AND attribute_not_exists(suppressed)"
            f" AND (attribute_not_exists({no}) OR {no} < {yes})"
        ) + (f" AND attribute_exists({yes})" if claim.asks_first else "")
        condition += "" if claim.needed else f" AND (attribute_not_exists(no_{USE}) OR no_{USE} < yes_{USE})"
        waits = {"now": now} if claim.purpose in PAUSABLE else {}
        condition += " AND (attribute_not_exists(paused) OR paused <= :now)" if waits else ""
        try:
            old = ", ".join(f"m_{one}, a_{one}" for one in claim.forgets)
            update = f"SET {name} = :moment, {by} = :attempt" + (f" REMOVE {old}" if old else "")
            update_if(self.table, {"pk": key}, update, condition, moment=-now, attempt=claim.attempt, **waits)
        except Lost as standing:
            if standing.row.get(name) != -now or standing.row.get(by) != claim.attempt:
                _refuse(contact_point(key, standing.row), claim, now)

    def release(self, key: IdentityKey, message_id: str) -> None:
        """The provider did not take it: the address is free for another attempt."""
        gone = f"REMOVE m_{mark(message_id)}, a_{mark(message_id)}"
        client("dynamodb").update_item(TableName=self.table, Key=to_item({"pk": key}), UpdateExpression=gone)


def _refuse(point: ContactPoint, claim: Claim, now: Millis) -> None:
    waits = "paused" if point.paused_for(claim.purpose) > now else ""
    restricted = RESTRICTED if point.restricted and not claim.needed else ""
    reason = point.refuses(claim.purpose, claim.asks_first) or restricted or waits
    if reason:
        raise Refused(reason)
    raise Conflict("already-attempted", "an attempt for this message stands at this contact point")


def contact_point(key: IdentityKey, row: dict[str, Any]) -> ContactPoint:
    """The row as a value."""
    return ContactPoint(
        key,
        row.get("suppressed", "") or ("gone" if row.get("gone", -1) > row.get("seen", -1) else ""),
        _named(row, "yes_"),
        _named(row, "no_"),
        _named(row, "m_"),
        linked=_named(row, "link_"),
        owner=row.get("owner", ""),
        soft=_named(row, "s_"),
        delivered=row.get("delivered", 0),
        paused=row.get("paused", 0),
    )


def _named(row: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}
