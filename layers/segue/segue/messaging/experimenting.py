"""A/B/n of a template: which of its styles somebody gets, drawn for good, so that the styles can be compared.

`experiment: {variants: [{style: usual, share: 50}, {style: short, share: 50}]}` in the template's file: `usual` are its
own words, any other is one of its `styles`, in all of its languages. Who asked for a style gets that one and takes no
part; so does nobody on a channel on which the styles say the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from segue.errors import Invalid, every, inside
from segue.events import Event
from segue.experiments.shares import share
from segue.experiments.telling import viewed
from segue.experiments.units import drawn
from segue.journeys.attribution import in_variant, unit, written_under
from segue.keys import IdentityKey
from segue.messages import Message
from segue.messaging.styles import USUAL, wishes
from segue.messaging.templates import EXPERIMENT, STYLES, Kept, variants
from segue.messaging.ways import Ask
from segue.spelling import meant, only
from segue.times import Millis


def compiled_experiment(spec: Mapping[str, Any], kept: Kept) -> dict[str, Any]:
    """The experiment of a template's file as it is kept; {} where there is none. Raises Invalid("bad-template")."""
    if EXPERIMENT not in spec:
        return {}
    with inside(EXPERIMENT):
        given = only(spec[EXPERIMENT], ("variants",), "an experiment").get("variants")
    with inside(EXPERIMENT, "variants"):
        return {EXPERIMENT: _shares(given, kept)}


def experiment_of(template: str) -> str:
    """What the experiment of a template is called where experiments are compared."""
    return f"template:{template}"


def drawn_style(ask: Ask, channel: str, locale: str) -> str:
    """The style that was drawn for the person; "" where the message is no part of an experiment."""
    shares: Mapping[str, int] = ask.template.get(EXPERIMENT, {})
    if not shares or ask.profile is None:
        return ""
    offered = (USUAL, *variants(ask.template, channel, locale))
    if not {*shares} <= {*offered} or any(one in offered for one in wishes(ask.profile)):
        return ""
    names = sorted(shares)  # not in the order of the file: whoever sorts it moves nobody
    place = drawn(experiment_of(ask.message.template), unit(ask.profile), [shares[one] for one in names])
    return names[place]


class Ledger(Protocol):
    """The durable log; the same event again is one."""

    def append_under(self, keys: Sequence[IdentityKey], event: Event) -> None: ...


@dataclass(frozen=True)
class Exposing:
    """Tells the ledger of the variant of a message that is about to leave, where it does not know. The event's id
    follows from person and experiment, and its time from the message, so that a second try is the same event."""

    ledger: Ledger

    def expose(self, message: Message, ask: Ask, now: Millis) -> None:
        """Writes one event, or nothing. Raises Unavailable."""
        style = drawn_style(ask, message.channel, message.locale)
        experiment = experiment_of(message.template)
        if not style or ask.profile is None or in_variant(ask.profile, experiment) == style:
            return
        told = viewed(experiment, style, unit(ask.profile), (message.created, now))
        self.ledger.append_under([written_under(ask.profile, message.person)], told)


def _shares(given: Any, kept: Kept) -> dict[str, int]:
    if not isinstance(given, list) or len(given) < 2:
        raise Invalid("bad-template", "`variants` is a list of two or more, each with a `style` and a `share`")
    shares = dict(every(*(partial(_variant, place, one, kept) for place, one in enumerate(given))))
    if len(shares) < len(given) or sum(shares.values()) != 100:
        raise Invalid("bad-template", "each style stands once, and the shares come to 100")
    return shares


def _variant(place: int, given: Any, kept: Kept) -> tuple[str, int]:
    with inside(place):
        said = only(given, ("style", "share"), "a variant")
        style, size = every(partial(_style, said.get("style"), kept), partial(_share, said.get("share")))
    return style, size


def _share(given: Any) -> int:
    with inside("share"):
        return share(given)


def _style(given: Any, kept: Kept) -> str:
    layers = (kept, *kept.get("locales", {}).values())
    common = set[str].intersection(*({USUAL, *one.get(STYLES, {})} for one in layers))
    if not isinstance(given, str) or given not in common:
        with inside("style"):
            hint = meant(given, common) if isinstance(given, str) else ""
            raise Invalid("bad-template", f"`style` is `usual`, or one of `styles` in each language{hint}")
    return given
