"""`policies/conversations.yaml`: what belongs together, who answers it, and by when."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from segue.conversations.chat.policies import ChatPolicy, chat_policy
from segue.conversations.routing.hours import FIELDS as HOURS
from segue.conversations.routing.hours import Hours, hours_of
from segue.conversations.routing.queues import Queue, automatic, names, queues_of
from segue.conversations.routing.service_levels import DEFAULT, USUAL, Levels, by_channel, levels_of
from segue.errors import Invalid, every, inside
from segue.messaging.places import UTC
from segue.spelling import only
from segue.times import DAY, HOUR, Millis, duration

FIELDS = ("window", "reopens", "queues", "assign", "hours", "answer_within", "vip", "card_notes", "chat", "call_lasts")
FIELDS += ("moves", "signatures", "agents")
WINDOW, REOPENS, CALL_LASTS = 72 * HOUR, 7 * DAY, 4 * HOUR
SIGNED, NAMED = 60, 320  # characters of a signature, and of an address, at most


@dataclass(frozen=True)
class ConversationPolicy:
    """`window`: how long after it was last touched an open conversation takes up what comes. `reopens`: how long after
    it was resolved it is opened again. `automatic` is for what no queue takes. `vip` are segments.
    `card_notes`: whether the hand-over card is noted in the help desk's own conversation. `call_lasts`: how long after
    it rang a call counts as going on, where nobody says that it is over. `moves` are the shop's texts where a
    conversation goes on, by language; `signatures` the names by which staff sign, by address or user name in small
    letters; `agents` the addresses of staff by what a telephone system calls them."""

    window: Millis = WINDOW
    reopens: Millis = REOPENS
    queues: tuple[Queue, ...] = ()
    automatic: bool = False
    hours: Hours = field(default_factory=Hours)
    channel_hours: Mapping[str, Hours] = field(default_factory=dict)
    levels: Levels = field(default_factory=lambda: USUAL)
    vip: frozenset[str] = frozenset()
    card_notes: bool = False
    chat: ChatPolicy = field(default_factory=ChatPolicy)
    call_lasts: Millis = CALL_LASTS
    moves: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    signatures: Mapping[str, str] = field(default_factory=dict)
    agents: Mapping[str, str] = field(default_factory=dict)

    @property
    def assigns(self) -> bool:
        """Whether anything is given to anybody by itself."""
        return self.automatic or any(one.automatic for one in self.queues)

    def queue(self, key: str) -> Queue:
        """The queue of this id; one without wishes of its own where there is none, or none any more."""
        return next((one for one in self.queues if one.id == key), Queue(key, automatic=self.automatic))

    def hours_for(self, channel: str, queue: str) -> Hours:
        """The queue's own hours, else those of the channel, else the desk's."""
        return self.queue(queue).hours or self.channel_hours.get(channel, self.hours)

    def within(self, channel: str, queue: str, first: bool) -> Millis:
        """The open ms until an answer is due, 0 for no clock: what the queue says of the channel, then of all; then
        what the desk says."""
        both = (self.queue(queue).levels, self.levels)
        said = next(levels[one] for levels in both for one in (channel, DEFAULT) if one in levels)
        return said.first if first else said.next


def conversations_policy(spec: Mapping[str, Any], zone: str = UTC) -> ConversationPolicy:
    """The policy; what it leaves out is usual. `zone` is the shop's. The same text gives the same value, so that what
    is worked out of it is kept.

    Raises Invalid("bad-policy", "bad-hours", "bad-duration", "unknown-key").
    """
    return _compiled(json.dumps(dict(only(spec, FIELDS, "the policy of conversations")), default=str), zone)


def policy_in(definitions: Mapping[str, Mapping[str, Any]]) -> ConversationPolicy:
    """The policy of a playbook, by the ids of its policies: hours that name no zone go by the shop's clock."""
    zone = definitions.get("shop", {}).get("zone", UTC)
    return conversations_policy(definitions.get("conversations", {}), str(zone))


@lru_cache(maxsize=64)
def _compiled(written: str, zone: str) -> ConversationPolicy:
    spec = json.loads(written)
    window, reopens, queues, by_itself, (hours, own), levels, vip, *rest = every(
        partial(_span, spec, "window", WINDOW),
        partial(_span, spec, "reopens", REOPENS),
        partial(_within, "queues", partial(queues_of, spec.get("queues", []), zone)),
        partial(automatic, spec),
        partial(_hours, spec.get("hours", {}), zone),
        partial(_within, "answer_within", partial(levels_of, spec.get("answer_within", {}))),
        partial(names, spec, "vip"),
        partial(_switch, spec, "card_notes"),
        partial(_within, "chat", partial(chat_policy, spec.get("chat", {}))),
        partial(_span, spec, "call_lasts", CALL_LASTS),
        partial(_within, "moves", partial(_moves, spec.get("moves", {}))),
        partial(_within, "signatures", partial(_names, "signatures", SIGNED, spec.get("signatures", {}))),
        partial(_within, "agents", partial(_names, "agents", NAMED, spec.get("agents", {}))),
    )
    levels = {**USUAL, **levels}
    return ConversationPolicy(window, reopens, queues, by_itself, hours, own, levels, frozenset(vip), *rest)


def _within(name: str, made: Any) -> Any:
    with inside(name):
        return made()


def _moves(given: Any) -> Mapping[str, Mapping[str, str]]:
    if given == {}:
        return {}
    from segue.conversations.desk.move_texts import own_texts  # few shops have texts of their own

    return own_texts(given)


def _names(field: str, longest: int, given: Any) -> Mapping[str, str]:
    texts = given.values() if isinstance(given, Mapping) else [None]
    if not all(isinstance(one, str) and len(one) <= longest for one in texts):
        raise Invalid("bad-policy", f"`{field}` has a text of at most {longest} characters for each of the staff")
    return {str(who).casefold(): " ".join(one.split()) for who, one in given.items()}


def _switch(spec: Mapping[str, Any], name: str) -> bool:
    with inside(name):
        if not isinstance(spec.get(name, False), bool):
            raise Invalid("bad-policy", f"`{name}` is true or false")
    return spec.get(name, False)


def _span(spec: Mapping[str, Any], name: str, usual: Millis) -> Millis:
    with inside(name):
        return duration(spec[name]) if name in spec else usual


def _hours(given: Any, zone: str) -> tuple[Hours, dict[str, Hours]]:
    """The desk's hours, and those of channels that have days of their own."""
    with inside("hours"):
        spec = only(given, (*HOURS, "channels"), "the desk's hours")
        desk = {key: one for key, one in spec.items() if key != "channels"}
        with inside("channels"):
            named = by_channel(spec.get("channels", {}))
        found = every(
            partial(hours_of, desk, zone, "the desk"), *(partial(_own, desk, one, zone) for one in named.items())
        )
        return found[0], dict(zip(named, found[1:], strict=True))


def _own(desk: Mapping[str, Any], named: tuple[str, Any], zone: str) -> Hours:
    """A channel's hours: where it says nothing of the zone or of closed days, the desk's hold."""
    name, given = named
    with inside("channels", name):
        own = only(given, HOURS, f"the hours of {name}")
        return hours_of({**desk, **own}, zone, name)
