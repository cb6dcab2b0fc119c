"""What the rows of each table say of somebody."""

from collections.abc import Mapping
from typing import Any

from segue.aws.conversation_rows import DRAFT, HEAD, TURN, turn_at
from segue.aws.erasing.plain import Row, moment, opened, plain, readable, told
from segue.aws.identities import identity_of
from segue.aws.kinds import IDENTITY, MEMBERSHIP, SUM
from segue.aws.ledger import readable as event_in
from segue.aws.person_rows import set_of
from segue.aws.slots import PERSON
from segue.erasing.stores import Told
from segue.events import encode
from segue.identity.evidence import HOW
from segue.profile.describing import described
from segue.profile.profiles import Profile

TIMES = ("timestamp", "receivedAt", "originalTimestamp", "sentAt")
POINT = {"yes_": "accepted", "no_": "refused", "link_": "refused_by_link", "s_": "came_back"}


def event(row: Row) -> Told:
    """An event as it came, with when it happened and when we received it."""
    found = event_in(dict(row))
    if found is None:
        return Told("event", None, {"type": "unreadable", "content": plain(opened(row["b"]))})
    said = opened(encode(found))
    said |= {name: plain(said[name]) for name in TIMES if name in said}
    return Told("event", found.timestamp, {**said, "identity": row["pk"], "kept_until": _seconds(row.get("ttl"))})


def message(row: Row) -> Told:
    """A message, sent or not, with its words, what it was decided on and what became of it."""
    outcomes = {name[2:]: plain(one) for name, one in row.items() if name.startswith("o_")}
    said = {name: one for name, one in row.items() if not name.startswith("o_")}
    return told("message", said, "created", id=row["sk"], outcomes=outcomes)


def journey(row: Row) -> Told:
    """A run of a journey."""
    return told("journey", row, "entered")


def awaited(row: Row) -> Told:
    """A product that somebody waits for."""
    return told("awaited", row, product=row["pk"].partition("#")[2], kept_until=_seconds(row.get("ttl")))


def member(row: Row) -> Told:
    """A place on the list of a segment; without `since` somebody who was on it lately."""
    return told("member", row, "since", segment=row["pk"].rpartition("#")[0])


def identity(row: Row) -> Told:
    """What is known under one identifier: its profile, apart from those of the others."""
    known = identity_of(dict(row))
    profile = Profile(known.key, known.facets, (known.key,))
    said = {"identity": known.key, "person": known.owner, "erased": moment(known.erased)}
    names = {"archive_number": str(row["w"])} if "w" in row else {}
    about = {"identifiers": profile.identifiers, **plain(described(profile))} if known.facets else {}
    return Told("identity", profile.begun, {**said, **names, **about})


def person(row: Row) -> Told:
    """A row of the People table: who is one person with whom, in which segments, or their sum."""
    return PEOPLE.get(row["sk"], lambda one: told("pointer", one))(row)


def point(row: Row) -> Told:
    """What is known of an address or a number: what may be sent there, and what was; or how often somebody was written
    to."""
    if row["pk"].startswith(PERSON):
        return Told("frequency", None, {"person": row["pk"].removeprefix(PERSON), "slots": plain(row.get("slots", []))})
    parts = {word: _under(row, prefix) for prefix, word in POINT.items()}
    attempts = sorted(plain(-one) for name, one in row.items() if name.startswith("m_"))
    rest = {name: one for name, one in row.items() if name != "pk" and not name.startswith((*POINT, "m_", "a_"))}
    return Told("contact_point", None, {"identity": row["pk"], **readable(rest), **parts, "attempts": attempts})


def talk(row: Row) -> Told:
    """A row of the Conversations table: where a conversation stands, a turn, a note, a draft, whose it is."""
    if row["sk"] == HEAD:
        said = {name: one for name, one in row.items() if name != "versions"}
        return told("conversation", said, "began", id=row["pk"])
    if row["sk"].startswith(TURN):
        return _turn(row)
    if row["sk"].startswith(DRAFT):
        return Told("draft", None, {"conversation": row["pk"], "text": row.get("text", "")})
    return told("pointer", row, "began", of=row["pk"], to=row["sk"].partition("#")[2])


def _turn(row: Row) -> Told:
    turn = turn_at(row)
    note = turn.kind == "note"
    said = {name: one for name, one in vars(turn).items() if one and not (note and name == "agent")}
    return Told("note" if note else "turn", turn.time, readable(said))


def _set(row: Row) -> Told:
    if "into" in row:
        return told("pointer", row, of=row["pk"], to=row["into"])
    found = set_of(row["pk"], row)
    links = [
        {
            "left": one.left,
            "right": one.right,
            "time": moment(one.time),
            "event": one.event,
            "how": HOW[one.attestation],
            "left_out": found.out.get(one.id, ""),
        }
        for one in found.edges
    ]
    rest = {name: one for name, one in row.items() if name not in ("edges", "kinds", "sums")}
    return told("person", rest, "merged", id=row["pk"], links=links)


def _sum(row: Row) -> Told:
    facets: Mapping[str, Any] = opened(row["b"]) if "b" in row else {}
    return Told("sum", None, {"of": row["pk"], **(plain(described(Profile(row["pk"], facets, ()))) if facets else {})})


def _under(row: Row, prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): plain(one) for name, one in row.items() if name.startswith(prefix)}


def _seconds(value: int | None) -> str | None:
    return moment(value * 1000) if value else None


PEOPLE = {IDENTITY: _set, MEMBERSHIP: lambda row: told("segments", row, "at", person=row["pk"]), SUM: _sum}
