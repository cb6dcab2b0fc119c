"""The canonical event: a message in the shape of the Segment spec, as the Ledger keeps it.

https://segment.com/docs/connections/spec/common/ names the fields. Three times are kept (`Millis`):
`original_timestamp` as the client gave it, `timestamp` corrected for the client's clock and never after receipt,
`received_at` when the first accepted delivery came in.
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from segue.times import Millis

Kind = Literal["identify", "track", "page", "screen", "group", "alias"]
KINDS: tuple[Kind, ...] = ("identify", "track", "page", "screen", "group", "alias")
DECISIONS = ("Profile Merged", "Profile Unmerged")  # of the staff about who is one person: worth nothing to a profile
LIVE_CHAT, CALL = "Live Chat", "Call"  # with which the names of such events begin
TURNS = ("Conversation Turn", f"{LIVE_CHAT} Message Sent", f"{LIVE_CHAT} Message Received")
SURVEY = "Survey Answered"
ASKED = "Survey Asked"  # in our chat, by us; of a question by message its message tells
OPENED, HELPED = "Article Opened", "Article Helped"  # by a visitor of our chat, who was shown it
ARTICLES = (OPENED, HELPED)
PREDICTED, USED_UP = "Predictions Updated", "Replenishment Due"  # of our own job: `segue.predictions`
EXPERIMENT = "Experiment Viewed"  # of our own experiments: `segue.experiments.telling`
OURS = "segue:"  # begins the sources that are we ourselves, and nothing that a customer did
# That a case began, or is over.
OPENS = ("Conversation Opened", "Conversation Reopened", f"{LIVE_CHAT} Conversation Started", f"{CALL} Started")
CLOSES = ("Conversation Resolved", f"{LIVE_CHAT} Conversation Ended", f"{CALL} Ended")
KEY = "segue_key"  # in an event's context: the id of the write key that it came by, set at the door
CANARY = "canary0000"  # the id of the key that only the stack itself has (`segue.canaries`)
UNPROVEN = "unproven"  # in an event's context: it came by a token that stands in every page, and vouches for nobody
EVENT, WEB = "event", "web"  # the kind and the channel of most
# What an event is for whoever looks at all that happened; of any other name it is an EVENT.
CALLS = tuple(f"{CALL} {one}" for one in ("Started", "Answered", "Ended"))
TOLD_AS: dict[str, str] = dict.fromkeys((*TURNS, *CALLS), "turn")
PREDICTION = "prediction"
TOLD_AS |= {**dict.fromkeys(DECISIONS, "merge"), SURVEY: "survey", PREDICTED: PREDICTION}


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One thing that a customer did or that happened to one.

    `source` is the configured origin, `channel` the channel it came by (web, mobile, server, commerce, email, ...).
    `backfill` marks history: it changes the profile and never triggers a message.
    """

    type: Kind
    message_id: str
    timestamp: Millis
    received_at: Millis
    original_timestamp: Millis | None = None
    event: str | None = None
    name: str | None = None
    user_id: str | None = None
    anonymous_id: str | None = None
    previous_id: str | None = None
    group_id: str | None = None
    source: str = ""
    channel: str = "web"
    properties: dict[str, Any] = {}
    traits: dict[str, Any] = {}
    context: dict[str, Any] = {}
    backfill: bool = False

    @property
    def title(self) -> str:
        """What a person would call it: the track name, the page's name, or the type."""
        return self.event or self.name or self.type


def own_event(
    by: tuple[str, str], named: tuple[str, str], said: Mapping[str, Any], moments: tuple[Millis, Millis]
) -> Event:
    """What the product itself tells: `by` are source and channel, `named` the event's name and what its id says beside
    the source; `moments` are when it happened, the same at each try, and now."""
    (source, channel), (name, identity) = by, named
    return Event(
        type="track",
        event=name,
        message_id=f"{source}|{identity}",
        timestamp=moments[0],
        original_timestamp=moments[0],
        received_at=moments[1],
        source=source,
        channel=channel,
        properties=dict(said),
    )


def is_ours(event: Event) -> bool:
    """Whether the product tells it of its own doing: a night or an experiment is nobody's visit."""
    return event.source.startswith(OURS)


def told_as(event: Event) -> tuple[str, str]:
    """(kind, channel) of an event on a timeline: event, turn, merge, survey or prediction; and the channel that a turn
    or a survey names, or that its name tells, else the one that it came by."""
    kind = TOLD_AS.get(event.event or "", EVENT)
    if kind not in ("turn", "survey"):
        return kind, event.channel
    said, name = event.properties.get("channel"), event.event or ""
    if isinstance(said, str) and said:
        return kind, said[:32]
    return kind, "chat" if name.startswith(LIVE_CHAT) else "phone" if name.startswith(CALL) else event.channel


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Event)


def encode(event: Event) -> bytes:
    """The event as JSON, in the spec's names."""
    return _encoder.encode(event)


def decode(raw: bytes) -> Event:
    """The inverse of `encode`. Raises msgspec.DecodeError (a ValidationError where a field is wrong)."""
    return _decoder.decode(raw)


def is_canary(event: Event) -> bool:
    """Whether it came by the canary's own key."""
    return event.context.get(KEY) == CANARY


def earliest(event: Event) -> Millis:
    """The first moment at which it may have happened. A request that was long under way looks as one of a clock that is
    behind, and is corrected as such; what its client wrote may then be the truth."""
    given = event.timestamp if event.original_timestamp is None else max(0, event.original_timestamp)
    return min(given, event.timestamp, event.received_at)
