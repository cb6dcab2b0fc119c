"""The People table: who is one person, and which segments the person is in.

`identity` row: keys, former, edges (packed), v, and what else there is to say of the set; or `into`, a redirect to the
person that absorbed this one.
`membership` row: segments {id: since}, wake, v, and what else there is to say. An unlinked identity has neither until
something is to be kept.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.clients import client
from segue.aws.identities import Identities, fresh
from segue.aws.items import from_item, to_item
from segue.aws.kinds import IDENTITY, MEMBERSHIP, SUM
from segue.aws.person_rows import packed, set_of
from segue.aws.tables import Lost, batch_get, delete_if, get, put_if
from segue.errors import Conflict
from segue.identity.persons import PersonSet
from segue.identity.writes import Writes
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity
from segue.segments.membership import Membership

KEPT = ("quiet", "imported", "marks", "book", "left", "trace")  # of a membership, where there are such
LOST_RACES = {"ConditionalCheckFailed", "TransactionConflict"}


@dataclass(frozen=True)
class People:
    """Person sets and memberships."""

    table: str
    rows: Identities

    def identities(self, keys: Sequence[IdentityKey]) -> dict[IdentityKey, Identity]:
        """The identity rows of these keys, strongly consistent."""
        return self.rows.read(keys)

    def sets(self, persons: Iterable[PersonId], strong: bool = True) -> dict[PersonId, PersonSet]:
        """The set that each person id leads to, over any number of redirects; strongly consistent unless told."""
        result: dict[PersonId, PersonSet] = {}
        leads = {person: person for person in persons}
        while leads:
            keys = [to_item({"pk": one, "sk": IDENTITY}) for one in sorted(set(leads.values()))]
            rows = {row["pk"]: row for row in map(from_item, batch_get(self.table, keys, strong))}
            into = {asked: rows.get(at, {}).get("into") for asked, at in leads.items()}
            result |= {asked: set_of(at, rows.get(at)) for asked, at in leads.items() if not into[asked]}
            leads = {asked: further for asked, further in into.items() if further}
        return result

    def versions(self, persons: Sequence[PersonId]) -> dict[PersonId, int]:
        """The versions of the rows of these ids, be they sets or redirects; 0 where there is none."""
        keys = [to_item({"pk": one, "sk": IDENTITY}) for one in persons]
        rows = {row["pk"]: row["v"] for row in map(from_item, batch_get(self.table, keys))}
        return {one: rows.get(one, 0) for one in persons}

    def write(self, writes: Writes) -> None:
        """Sets, redirects and pointers in one transaction.

        Raises Conflict when any of them, or a set that is only checked, has changed since it was read.
        """
        items = [self._put(one) for one in writes.people]
        items += [self._redirect(*one) for one in writes.redirects]
        items += [self._check(one) for one in writes.checks]
        items += [self._point(row, person) for row, person in writes.points]
        items += [{"Delete": {"TableName": self.table, "Key": to_item({"pk": one, "sk": SUM})}} for one in writes.sums]
        try:
            client("dynamodb").transact_write_items(TransactItems=items)
        except ClientError as problem:
            reasons = {one.get("Code") for one in problem.response.get("CancellationReasons", [])}
            if not reasons & LOST_RACES:
                raise
            raise Conflict("conflict", "these people have changed since they were read") from problem

    def membership(self, person: PersonId) -> Membership:
        """The stored membership; an empty one of version 0 where nothing is stored."""
        return membership_of(get(self.table, {"pk": person, "sk": MEMBERSHIP}))

    def memberships(self, persons: Sequence[PersonId]) -> dict[PersonId, Membership]:
        """The same of many, as it was a moment ago."""
        keys = [to_item({"pk": one, "sk": MEMBERSHIP}) for one in persons]
        rows = {row["pk"]: row for row in map(from_item, batch_get(self.table, keys, strong=False))}
        return {one: membership_of(rows.get(one)) for one in persons}

    def save(self, person: PersonId, membership: Membership) -> None:
        """Replaces the membership of the version that was read. Raises Conflict when it has moved on."""
        row = membership_row(person, membership)
        if membership.version == 0:
            put_if(self.table, row, "attribute_not_exists(pk)")
        else:
            put_if(self.table, row, "v = :v", v=membership.version)

    def forget(self, person: PersonId, version: int | None = None) -> None:
        """Removes the membership of an absorbed person; of a version, nothing else."""
        key = {"pk": person, "sk": MEMBERSHIP}
        if version is None:
            client("dynamodb").delete_item(TableName=self.table, Key=to_item(key))
            return
        with suppress(Lost):
            delete_if(self.table, key, version)

    def _put(self, person: PersonSet) -> dict[str, Any]:
        row = {"pk": person.id, "sk": IDENTITY, **packed(person), "v": person.version + 1}
        return {"Put": {"TableName": self.table, "Item": to_item(row), **_unchanged(person.version)}}

    def _redirect(self, absorbed: PersonId, version: int, into: PersonId) -> dict[str, Any]:
        row = {"pk": absorbed, "sk": IDENTITY, "into": into, "v": version + 1}
        return {"Put": {"TableName": self.table, "Item": to_item(row), **_unchanged(version)}}

    def _check(self, person: PersonSet) -> dict[str, Any]:
        key = to_item({"pk": person.id, "sk": IDENTITY})
        return {"ConditionCheck": {"TableName": self.table, "Key": key, **_unchanged(person.version)}}

    def _point(self, row: Identity, person: PersonId) -> dict[str, Any]:
        condition = _unchanged(row.version)
        values = {":p": {"S": person}, ":n": {"N": str(row.version + 1)}}
        values |= {":w": {"N": str(fresh())}} if row.version == 0 else {}
        return {
            "Update": {
                "TableName": self.rows.table,
                "Key": {"pk": {"S": row.key}},
                "UpdateExpression": "SET p = :p, v = :n" + (", w = :w" if row.version == 0 else ""),
                "ConditionExpression": condition["ConditionExpression"],
                "ExpressionAttributeValues": values | condition.get("ExpressionAttributeValues", {}),
            }
        }


def membership_row(person: PersonId, membership: Membership) -> dict[str, Any]:
    """A membership as it is written: its next version."""
    row = {"pk": person, "sk": MEMBERSHIP, "segments": membership.segments, "v": membership.version + 1}
    row |= {"at": membership.at} | {name: one for name in KEPT if (one := getattr(membership, name))}
    return row | ({"wake": membership.wake} if membership.wake is not None else {})


def membership_of(row: dict[str, Any] | None) -> Membership:
    """The inverse; an empty one of version 0 where there is no row."""
    if row is None:
        return Membership({})
    return Membership(
        segments=row["segments"],
        wake=row.get("wake"),
        version=row["v"],
        quiet=frozenset(row.get("quiet", ())),
        imported=row.get("imported", False),
        marks=row.get("marks", {}),
        book=row.get("book", ""),
        trace=row.get("trace", ""),
    )


def _unchanged(version: int) -> dict[str, Any]:
    if version == 0:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    return {"ConditionExpression": "v = :v", "ExpressionAttributeValues": {":v": {"N": str(version)}}}
