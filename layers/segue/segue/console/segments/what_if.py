"""What a segment would give before it is in force: how many, how certainly, some of them, what else they are in."""

from typing import Any

from segue.console.customers.people import row
from segue.console.desk import Desk
from segue.console.segments.clause_words import Clause, clauses
from segue.console.segments.groups import shared_bars
from segue.console.visits import Visit
from segue.languages.numbers import number, percent
from segue.languages.texts import _
from segue.profile.names import full_name
from segue.profile.profiles import Profile
from segue.segments.counting import overlaps
from segue.segments.previewing import Estimate, Narrowed, estimate, inside, narrowed
from segue.wiring.people import people
from segue.wiring.segments import condition, everybody

LOOKED, CLOSER = 3_000, 20_000  # identities that are looked at
SAMPLE, COMPARED = 5, 500


def what_if(visit: Visit, desk: Desk, text: str, own: str) -> dict[str, Any]:
    """What a segment's text gives, in words and by clause. Raises Invalid where it is none."""
    closer = visit.form.get("closer") == "yes"
    sampled = everybody().sample(CLOSER if closer else LOOKED)
    asked = desk.changing().said(text).get("when")
    looked, when = everybody().whole(sampled.rows), condition(asked)
    found = inside(looked, when, visit.now)
    told = estimate(len(found), sampled.share)
    return {
        "count": told.people,
        "exact": sampled.share >= 1,
        "words": certainty(told, sampled.share, len(sampled.rows)),
        "clauses": by_clause(clauses(asked), narrowed(looked, when, visit.now), sampled.share),
        "closer": sampled.share < 1 and not closer,
        "people": [row(visit, desk, one, None) for one in named_first(found)[:SAMPLE]],
        "overlaps": shared_bars(desk, overlaps(_others(found), told.people, own)),
    }


def by_clause(clause: Clause, told: Narrowed, share: float) -> dict[str, Any]:
    """A clause in words with how many meet it and, in a group of all, how many more there would be without it."""
    pairs = zip(clause.parts, told.parts, strict=True) if len(clause.parts) == len(told.parts) else ()
    alone = clause.kind != "all" or len(clause.parts) == 1
    return {
        "text": clause.text,
        "meet": estimate(told.meet, share).people,
        "more": None,
        "parts": [
            {**by_clause(part, one, share), "more": None if alone else estimate(one.misses, share).people}
            for part, one in pairs
        ],
    }


def named_first(found: list[Profile]) -> list[Profile]:
    """Whoever has a name first: an example is somebody whom one can tell from the others."""
    return sorted(found, key=lambda one: not full_name(one.traits))


def certainty(told: Estimate, share: float, looked: int) -> str:
    """How a count was worked out and how far it may be off."""
    if share >= 1:
        return str(_("Everybody was looked at, so this is exact at this moment."))
    told_as = _(
        "Worked out from {looked} of about {all} identities ({part}): "
        "19 times out of 20 it is between {low} and {high}."
    )
    return told_as.format(
        looked=number(looked),
        all=number(round(looked / share)),
        part=percent(share, 1 if share < 0.1 else 0),
        low=number(told.low),
        high=number(told.high),
    )


def _others(found: list[Profile]) -> list[frozenset[str]]:
    known = people().memberships([one.id for one in found[:COMPARED]])
    return [frozenset(one.segments) for one in known.values()]
