"""`policies/conversations.yaml` in plain words, as facts and small tables. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from segue.console.messages.hour_words import day_off_words, lasting, week_words
from segue.console.segments.clause_words import listed
from segue.console.words import by_channel, channel, label
from segue.conversations.policies import ConversationPolicy
from segue.conversations.routing.hours import Hours
from segue.conversations.routing.queues import Queue
from segue.conversations.routing.service_levels import DEFAULT, Levels, Within
from segue.languages.texts import _
from segue.messaging.opening_hours import Week
from segue.times import Millis

BY_HAND = _("Nobody: whoever takes it has it")
BY_ITSELF = _("Whoever is there and has least to do")
NO_CLOCK = _("No clock")


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
        (
            _("Goes on with an open conversation"),
            _("What comes within {time} of its last change").format(time=lasting(policy.window)),
        ),
        (
            _("Opens a resolved one again"),
            _("What comes within {time}; later it continues as a new one").format(time=lasting(policy.reopens)),
        ),
        (_("Gets what no queue takes"), BY_ITSELF if policy.automatic else BY_HAND),
        (
            _("On the telephone"),
            _("Callers of {segments} are told of as important").format(segments=vips)
            if vips
            else _("No caller is told of as important"),
        ),
        (_("Hand-over card"), _("Noted in the help desk, too") if policy.card_notes else _("In this console alone")),
    ]


def _queues(policy: ConversationPolicy) -> Table:
    rows = [(label(one.id), _queue(one)) for one in policy.queues]
    return Table(
        _("Queues, the first that fits takes it"), (_("Queue"), _("Takes")), rows, _("None: everybody sees everything.")
    )


def _queue(queue: Queue) -> str:
    takes = [
        (_("about {names}"), [_("“{topic}”").format(topic=label(one)) for one in sorted(queue.topics)]),
        (_("in {names}"), sorted(queue.languages)),
        (_("by {names}"), [by_channel(one) for one in sorted(queue.channels)]),
    ]
    wishes = [form.format(names=listed(names, "or")) for form, names in takes if names]
    said = [_("What comes {wishes}").format(wishes=" ".join(wishes)) if wishes else _("Everything")]
    said += [_("Given to whoever is there and has least to do")] if queue.automatic else []
    said += [_("Open: {hours}").format(hours=_open(queue.hours))] if queue.hours else []
    said += [_("Answered within {times}").format(times=_brief(queue.levels))] if queue.levels else []
    return ". ".join(str(one) for one in said) + "."


def _brief(levels: Levels) -> str:
    return listed([f"{_limits(one)} {_where(name)}".strip() for name, one in levels.items()], "and")


def _where(name: str) -> str:
    return _("otherwise") if name == DEFAULT else _("by {names}").format(names=by_channel(name))


def _limits(one: Within) -> str:
    first, further = _limit(one.first), _limit(one.next)
    same = one.first == one.next
    return first if same else _("{first} at first and {further} from then on").format(first=first, further=further)


def _hours(policy: ConversationPolicy) -> Table:
    own = [(channel(name), _open(hours)) for name, hours in sorted(policy.channel_hours.items())]
    return Table(
        _("When somebody answers"),
        (_("Channel"), _("Open")),
        [(_("Otherwise") if own else _("Every channel"), _open(policy.hours)), *own],
    )


def _open(hours: Hours) -> str:
    if hours.week.said == Week().said:
        return _("Always")
    off = listed([day_off_words(one) for one in sorted(hours.week.off)], "and")
    form = _("{week}; closed on {days} ({zone})") if off else _("{week} ({zone})")
    return form.format(week=week_words(hours.week), days=off, zone=hours.wall.zone)


def _clocks(levels: Levels) -> Table:
    rows = [(_title(name), _limit(one.first), _limit(one.next)) for name, one in _in_order(levels)]
    return Table(_("An answer is due, in open hours"), (_("Channel"), _("First"), _("Further")), rows)


def _in_order(levels: Levels) -> Iterable[tuple[str, Within]]:
    return sorted(levels.items(), key=lambda pair: (pair[0] == DEFAULT, pair[0]))


def _title(name: str) -> str:
    return _("All others") if name == DEFAULT else channel(name)


def _limit(span: Millis) -> str:
    return lasting(span) if span else NO_CLOCK


def _chat(policy: ConversationPolicy) -> Table:
    rows = [(_labels(one.label), _("Needed") if one.required else _("If they like")) for one in policy.chat.asks]
    return Table(_("The chat asks before the first words"), (_("Question"), _("Answer")), rows, _("Nothing."))


def _labels(by_language: Mapping[str, str]) -> str:
    return " / ".join(by_language.values())
