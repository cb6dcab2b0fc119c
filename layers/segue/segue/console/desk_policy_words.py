"""`policies/conversations.yaml` in plain words, as facts and small tables. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from segue.console.clause_words import listed
from segue.console.hour_words import day_off_words, lasting, week_words
from segue.console.words import by_channel, channel, label
from segue.contact_points import CHANNELS
from segue.conversations.policies import ConversationPolicy
from segue.conversations.routing.hours import Hours
from segue.conversations.routing.queues import Queue
from segue.conversations.routing.service_levels import DEFAULT, Levels, Within
from segue.times import Millis

BY_HAND = "Nobody: whoever takes it has it"
BY_ITSELF = "Whoever is there and has least to do"
NO_CLOCK = "No clock"


class Table(NamedTuple):
    """A small table; `head` are its columns, `none` what is said where it has no rows."""

    title: str
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]
    none: str = ""


def conversations(policy: ConversationPolicy) -> dict[str, Any]:
    """{"facts", "tables"} of the policy as it would be in force."""
    return {"facts": _facts(policy), "tables": [_queues(policy), _hours(policy), _clocks(policy.levels), _chat(policy)]}


def _facts(policy: ConversationPolicy) -> list[tuple[str, str]]:
    vips = listed([label(one) for one in sorted(policy.vip)], "and")
    return [
        ("Goes on with an open conversation", f"What comes within {lasting(policy.window)} of its last change"),
        ("Opens a resolved one again", f"What comes within {lasting(policy.reopens)}; later it continues as a new one"),
        ("Gets what no queue takes", BY_ITSELF if policy.automatic else BY_HAND),
        (
            "On the telephone",
            f"Callers of {vips} are told of as important" if vips else "No caller is told of as important",
        ),
        ("Hand-over card", "Noted in the help desk, too" if policy.card_notes else "In this console alone"),
    ]


def _queues(policy: ConversationPolicy) -> Table:
    rows = [(label(one.id), _queue(one)) for one in policy.queues]
    return Table("Queues, the first that fits takes it", ("Queue", "Takes"), rows, "None: everybody sees everything.")


def _queue(queue: Queue) -> str:
    takes = [
        ("about", (f"“{label(one)}”" for one in sorted(queue.topics))),
        ("in", sorted(queue.languages)),
        ("by", map(_by, sorted(queue.channels))),
    ]
    wishes = [f"{word} {listed(names, 'or')}" for word, some in takes if (names := list(some))]
    said = [f"What comes {' '.join(wishes)}" if wishes else "Everything"]
    said += ["Given to whoever is there and has least to do"] if queue.automatic else []
    said += [f"Open: {_open(queue.hours)}"] if queue.hours else []
    said += [f"Answered within {_brief(queue.levels)}"] if queue.levels else []
    return ". ".join(said) + "."


def _brief(levels: Levels) -> str:
    return listed([f"{_limits(one)} {_where(name)}".strip() for name, one in levels.items()], "and")


def _where(name: str) -> str:
    return "otherwise" if name == DEFAULT else f"by {_by(name)}"


def _by(name: str) -> str:
    """A channel within a sentence, also one that messages are not sent by."""
    return by_channel(name) if name in CHANNELS else by_channel(name).lower()


def _limits(one: Within) -> str:
    first, further = _limit(one.first), _limit(one.next)
    return first if first == further else f"{first} at first and {further} from then on"


def _hours(policy: ConversationPolicy) -> Table:
    own = [(channel(name), _open(hours)) for name, hours in sorted(policy.channel_hours.items())]
    return Table(
        "When somebody answers",
        ("Channel", "Open"),
        [("Otherwise" if own else "Every channel", _open(policy.hours)), *own],
    )


def _open(hours: Hours) -> str:
    said = week_words(hours.week)
    off = listed([day_off_words(one) for one in sorted(hours.week.off)], "and")
    closed = f"; closed on {off}" if off else ""
    return "Always" if said == "Every day all day" and not off else f"{said}{closed} ({hours.wall.zone})"


def _clocks(levels: Levels) -> Table:
    rows = [(_title(name), _limit(one.first), _limit(one.next)) for name, one in _in_order(levels)]
    return Table("An answer is due, in open hours", ("Channel", "First", "Further"), rows)


def _in_order(levels: Levels) -> Iterable[tuple[str, Within]]:
    return sorted(levels.items(), key=lambda pair: (pair[0] == DEFAULT, pair[0]))


def _title(name: str) -> str:
    return "All others" if name == DEFAULT else channel(name)


def _limit(span: Millis) -> str:
    return lasting(span) if span else NO_CLOCK


def _chat(policy: ConversationPolicy) -> Table:
    rows = [(_labels(one.label), "Needed" if one.required else "If they like") for one in policy.chat.asks]
    return Table("The chat asks before the first words", ("Question", "Answer"), rows, "Nothing.")


def _labels(by_language: Mapping[str, str]) -> str:
    return " / ".join(by_language.values())
