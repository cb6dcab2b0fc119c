"""Suiting: of what is allowed that which suits the person: the order of channels, the hour, the style."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from segue.messages import BEST
from segue.messaging.best_times import WEIGHED, Window, best, habit
from segue.messaging.experimenting import drawn_style
from segue.messaging.languages import person_locale
from segue.messaging.learned import explored, ranked
from segue.messaging.places import where_of
from segue.messaging.policies import Policy
from segue.messaging.reasons import Reason
from segue.messaging.styles import style
from segue.messaging.templates import locale_for, variants
from segue.messaging.timing import Timing, first_moment, last_moment
from segue.messaging.ways import Ask, Way, wanted
from segue.times import Millis


class Order(NamedTuple):
    """Ways in the order of choice, and by channel why it stands there, where that was worked out."""

    ways: tuple[Way, ...]
    why: Mapping[str, tuple[Reason, ...]]


class Suited(NamedTuple):
    """When, in which language and in which style, and why so."""

    at: Millis
    locale: str
    variant: str
    reasons: tuple[Reason, ...]


def channel_order(ask: Ask, ways: Sequence[Way], policy: Policy) -> Order:
    """The ways in the order of the message's list, or, where the best is wanted, of what suits the person; within a
    channel that of the person's addresses."""
    channels = list(dict.fromkeys(one.channel for one in ways))
    if ask.message.channels != (BEST,) or ask.profile is None or len(channels) == 1:
        return Order(_sorted(ways, wanted(ask.message)), {})
    found = explored(ask.message, ranked(ask.profile, channels, policy.channels, ask.known), policy.channels)
    return Order(_sorted(ways, [one.channel for one in found]), {one.channel: (one.why,) for one in found})


def suited(ask: Ask, way: Way, policy: Policy, first: Timing) -> Suited:
    """The best hour from the first moment on, where the message wants it, the language and the style."""
    moment = _best(ask, way, policy, first)
    locale = locale_for(ask.template, way.channel, person_locale(ask.profile) if ask.profile else "")
    offered = variants(ask.template, way.channel, locale)
    if not offered or ask.profile is None:
        return Suited(moment.at, locale, "", moment.reasons)
    drawn = drawn_style(ask, way.channel, locale)
    if drawn:
        return Suited(moment.at, locale, drawn, (*moment.reasons, Reason("style-drawn", {"style": drawn})))
    variant, why = style(ask.profile, offered, policy.channels, ask.message)
    return Suited(moment.at, locale, variant, (*moment.reasons, *((why,) if why else ())))


def _best(ask: Ask, way: Way, policy: Policy, first: Timing) -> Timing:
    """Weighed once: what was held for its hour has had it. Not weighed while nobody can know when it may go."""
    if ask.message.when != BEST or ask.profile is None or any(word == WEIGHED for word, _ in ask.message.considered):
        return first
    if not _free(ask, way, policy, first.at):
        return first
    zone = where_of(ask.profile, policy.zone).zone
    window = Window(first.at, last_moment(ask.message, policy), zone)
    found = habit(ask.profile, (way.channel, zone), ask.known, policy.channels)
    moment = best(found, way.channel, window, partial(_free, ask, way, policy))
    return Timing(moment.at, (*first.reasons, moment.why))


def _free(ask: Ask, way: Way, policy: Policy, at: Millis) -> bool:
    return first_moment(ask, way, policy, at).at == at


def _sorted(ways: Sequence[Way], channels: Sequence[str]) -> tuple[Way, ...]:
    order = {channel: place for place, channel in enumerate(channels)}
    return tuple(sorted(ways, key=lambda one: order.get(one.channel, len(order))))
