"""Conversations as items: small heads, packed turns, hashed references."""

from collections.abc import Mapping
from dataclasses import Field, asdict, fields
from typing import Any

import msgspec

from segue.aws.items import pack, unpack
from segue.aws.secrets import derived
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.refs import Alias
from segue.conversations.turning import place_of
from segue.keys import IdentityKey, PersonId, digest
from segue.times import DAY, SECOND, Millis, from_text, to_text

HEAD, ALIAS, BEGUN, POINTER, TURN, DRAFT = "head", "-", "c", "c#", "t#", "draft#"
RENAMED = {"state": "state_", "version": "v"}  # `state` is a word of DynamoDB's own
PACKED = ("known", "own")
TUPLES = ("channels", "threads", "cases", "tags", "repeats", "keys", "mentions", "absorbs")
MERGED, OVER = "merged", "resolved"  # the state under which no list has it, and the one by which it is known
FIELDS: tuple[Field[Any], ...] = fields(Conversation)
CALLS_KEPT: Millis = 90 * DAY
Row = dict[str, Any]


def head_row(head: Conversation) -> Row:
    """The head as it is written: its next version; what is as where nothing is said is left out."""
    said = {one.name: getattr(head, one.name) for one in FIELDS if one.name not in ("id", "version")}
    kept = {name: one for name, one in said.items() if one or name in ("state", "touched")}
    packed = {name: pack(msgspec.json.encode(one)) for name, one in kept.items() if name in PACKED}
    named = {RENAMED.get(name, name): one for name, one in {**kept, **packed}.items()}
    state = {"state_": MERGED} if head.into else {}
    return {"pk": head.id, "sk": HEAD, **named, **state, "v": head.version + 1}


def head_of(row: Mapping[str, Any]) -> Conversation:
    """The inverse; of an older row what it does not say is as where nothing is said."""
    said = {one.name: row[RENAMED.get(one.name, one.name)] for one in FIELDS if RENAMED.get(one.name, one.name) in row}
    said |= {name: tuple(said[name]) for name in TUPLES if name in said}
    said |= {name: msgspec.json.decode(unpack(said[name])) for name in PACKED if name in said}
    said |= {"stages": {name: tuple(one) for name, one in said.get("stages", {}).items()}}
    said |= {"state": OVER} if said["state"] == MERGED else {}
    return Conversation(**{**said, "id": row["pk"]})


def turn_row(turn: Turn) -> Row:
    """A turn, with what it says packed."""
    said = {name: one for name, one in asdict(turn).items() if one and name not in ("id", "conversation", "channel")}
    named = {"id": turn.id, "channel": turn.channel, **said}  # a note has no channel
    return {"pk": turn.conversation, "sk": place_of(turn), "b": pack(msgspec.json.encode(named))}


def turn_at(row: Mapping[str, Any]) -> Turn:
    """The inverse."""
    said = msgspec.json.decode(unpack(row["b"]))
    return Turn(**{**said, "conversation": row["pk"], "attachments": tuple(said.get("attachments", ()))})


def alias_key(ref: str) -> Row:
    """Where a reference lies: nobody reads from it what it refers to."""
    return {"pk": f"x#{digest(derived('conversations'), ref)}", "sk": ALIAS}


def alias_row(alias: Alias) -> Row:
    """A reference; one with an end is forgotten after it."""
    ends = {"until": alias.until, "ttl": alias.until // SECOND} if alias.until else {}
    return {**alias_key(alias.ref), "c": alias.conversation, **({"p": alias.place} if alias.place else {}), **ends}


def alias_of(ref: str, row: Mapping[str, Any]) -> Alias:
    """The inverse."""
    return Alias(ref, row["c"], row.get("p", ""), row.get("until", 0))


def pointer_row(key: IdentityKey, head: Conversation) -> Row:
    """That an identity has part in a conversation."""
    return {"pk": key, "sk": f"{POINTER}{head.id}", "began": head.began}


def begun_row(person: PersonId, version: int) -> Row:
    """The person's own row, which changes whenever a conversation of theirs begins."""
    return {"pk": person, "sk": BEGUN, "v": version + 1}


def call_key(staff: str) -> str:
    """Where the notes lie that call one of the staff, by their user name in small letters."""
    return f"@{staff}"


def call_row(staff: str, turn: Turn) -> Row:
    """That a note calls one of the staff; it goes after a while."""
    place = f"{to_text(turn.time)}#{turn.conversation}"
    return {"pk": call_key(staff), "sk": place, "ttl": (turn.time + CALLS_KEPT) // SECOND}


def call_at(row: Mapping[str, Any]) -> tuple[str, Millis]:
    """The conversation, and when."""
    time, _, conversation = row["sk"].partition("#")
    return conversation, from_text(time)
