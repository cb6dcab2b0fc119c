"""What is made of all that is known of somebody, as an export tells it: profile, conclusions, why they are one."""

from collections.abc import Iterator

from segue.api.links import End, Link
from segue.api.roles import OFFICERS
from segue.aws.erasing.plain import moment, plain
from segue.erasing.stores import Told
from segue.erasing.whole import Whole
from segue.errors import NotFound
from segue.identifiers import Identifier
from segue.profile.describing import described
from segue.profile.profiles import Profile
from segue.times import Millis
from segue.wiring.desk import links, reading
from segue.wiring.tables import playbooks

CONCLUDED = ("predictions", "interests", "experiments", "style", "sessions", "engagement", "activity")


def described_to_them(asked: str, whole: Whole, now: Millis) -> Iterator[Told]:
    """Nothing of whom nobody knows. Raises Unavailable."""
    try:
        profile = reading().person(asked)
    except NotFound:
        return
    facets = plain(described(profile, now))
    concluded = {name: facets.pop(name) for name in CONCLUDED if name in facets}
    named = {"id": profile.id, "identities": _identities(profile, whole), "identifiers": profile.identifiers}
    yield Told("profile", None, {**named, "former_ids": list(profile.former), "traits": profile.traits, **facets})
    yield Told("conclusions", None, {"segments": _segments(profile), **concluded})
    yield from (_link(one, whole) for one in links().of(profile, OFFICERS))


def _identities(profile: Profile, whole: Whole) -> list[dict[str, str]]:
    rows = [(row["type"], row["value"]) for row in profile.identifiers]
    keyed = ((key, *row) for row in rows for key in reading().keys_of(Identifier(*row)))
    return [{"identity": key, "type": kind, "value": value} for key, kind, value in keyed if key in whole.keys]


def _segments(profile: Profile) -> list[dict[str, str | None]]:
    said = playbooks().definitions("segment")
    inside = reading().membership(profile).segments
    words = {one: said.get(one, {}) for one in inside}
    return [
        {
            "id": one,
            "name": words[one].get("name", one),
            "description": words[one].get("description", ""),
            "since": moment(since),
        }
        for one, since in sorted(inside.items())
    ]


def _link(one: Link, whole: Whole) -> Told:
    ends = {"left": _end(one.left, whole), "right": _end(one.right, whole)}
    said = {"how": one.evidence.how, "state": one.state, "event": one.title, "source": one.source, "why": one.why}
    return Told("link", one.evidence.time, {**ends, **said})


def _end(one: End, whole: Whole) -> dict[str, str]:
    """An identifier; of somebody else's only what sort it is."""
    return {"type": one.type, **({"value": one.value} if one.key in whole.keys else {"of": "somebody else"})}
