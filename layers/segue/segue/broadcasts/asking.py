"""Asking: a broadcast out of what the API or a form says, as plain values. Whether it can be, `must_fit` tells."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from segue.broadcasts.definitions import MOST_VARIANTS, Broadcast, Trial, Variant
from segue.errors import Invalid
from segue.languages.texts import _
from segue.occasions import NOW, recurring_on, text_of, wall
from segue.times import Millis, duration


class Origin(NamedTuple):
    """The id of what is asked for, who asks, when, and where the shop's own clock hangs."""

    id: str
    by: str
    now: Millis
    zone: str


def asked(said: Mapping[str, Any], origin: Origin) -> Broadcast:
    """The broadcast of `docs/broadcasts.md`'s fields; those that may be left out may be missing or empty.

    Raises Invalid("bad-time", "bad-variants", "bad-duration").
    """
    at, every, on = str(said.get("at") or NOW), str(said.get("every") or ""), tuple(said.get("on") or ())
    known = at if at == NOW else text_of(wall(at))
    template = str(said.get("template") or "")
    return Broadcast(
        id=origin.id,
        name=str(said.get("name") or template or said["segment"]),
        by=origin.by,
        created=origin.now,
        segment=str(said["segment"]),
        channel=str(said.get("channel") or "email"),
        purpose=str(said.get("purpose") or "marketing"),
        variants=variants_of(template, said.get("variants") or ()),
        at=known,
        zone=str(said.get("zone") or origin.zone),
        every=every,
        on=on if known == NOW else recurring_on(every, on, wall(known)),
        pace=int(said.get("pace") or 0),
        trial=trial_of(said.get("ab")),
    )


def variants_of(template: str, variants: Sequence[Mapping[str, Any]]) -> tuple[Variant, ...]:
    """Of one template, or of several with their shares; shares that nobody gives are equal ones."""
    if bool(template) == bool(variants):
        raise Invalid("bad-variants", _("give a `template`, or two to {most} `variants`").format(most=MOST_VARIANTS))
    if template:
        return (Variant(template, 100),)
    count = len(variants)
    even = [(place + 1) * 100 // count - place * 100 // count for place in range(count)]
    given = any(one.get("share") for one in variants)
    shares = [one.get("share") or 0 for one in variants] if given else even
    return tuple(Variant(str(one["template"]), share) for one, share in zip(variants, shares, strict=True))


def trial_of(spec: Mapping[str, Any] | None) -> Trial | None:
    """Of `{"share", "after", "by"}`. Raises Invalid("bad-duration")."""
    return Trial(int(spec["share"]), duration(spec["after"]), str(spec["by"])) if spec else None
