"""A message in the words of those who work with customers: its state, what it waits for, what was weighed, its history.

Pure.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from segue.console.icons import icon_of
from segue.console.label_words import own
from segue.console.words import label
from segue.languages.texts import _
from segue.messages import BROADCAST, DESK, SINGLE, WAITING, Message, Row
from segue.messaging.reasons import WHY_SO, explained, told
from segue.times import Millis

STATES = {
    "intended": (_("Waiting"), ""),
    "held": (_("Held"), "accent"),
    "claimed": (_("On its way"), ""),
    "sent": (_("Sent"), "good"),
    "failed": (_("Failed"), "bad"),
    "unknown": (_("Not confirmed"), "warn"),
    "dropped": (_("Not sent"), "warn"),
}
UNWELCOME = ("bounced", "complained", "unsubscribed", "rejected", "failed", "soft_bounced")
BEGAN = _("Asked for")
HOUR = "best-hour"


class Step(NamedTuple):
    """A line of a message's history; `time` 0 where it is not known, `coming`: it lies ahead."""

    name: str
    time: Millis
    tone: str = ""
    coming: bool = False


def message_view(message: Message) -> dict[str, Any]:
    """A message with its state, its steps in the order they happened, and the reasons in sentences."""
    state, tone = STATES.get(message.state, (label(message.state), ""))
    outcomes = sorted(message.outcomes.items(), key=_moment)
    steps = [{"name": label(name), "time": moment, "good": name not in UNWELCOME} for name, moment in outcomes]
    return {
        "id": message.id,
        "title": message.subject or own(message.template) or _("An answer of the staff"),
        "state": state,
        "state_word": message.state,
        "tone": tone,
        "icon": icon_of(message.subject, message.channel, "message"),
        "channel": message.channel,
        "purpose": message.purpose,
        "journey": "" if message.journey == SINGLE or message.journey.startswith(DESK) else message.journey,
        "talk": message.journey.removeprefix(DESK) if message.journey.startswith(DESK) else "",
        "broadcast": message.journey.removeprefix(BROADCAST) if message.journey.startswith(BROADCAST) else "",
        "created": message.created,
        "until": message.until if message.state == "held" else 0,
        "waits": message.state in WAITING,
        "waits_for": waits_for(message),
        "steps": steps,
        "reasons": [sentence for _word, sentence in told(message)],
    }


def waits_for(message: Message) -> list[str]:
    """Why a held message does not go out now; its best hour only where nothing else keeps it."""
    if message.state != "held":
        return []
    own = [row for row in message.considered if row[1].get("channel", message.channel) == message.channel]
    kept = [row for row in own if row[0] not in WHY_SO and "until" in row[1]]
    found = kept or [row for row in own if row[0] == HOUR]
    return list(dict.fromkeys(explained(*row) for row in found))


def apart(messages: Iterable[Message]) -> tuple[list[Message], list[Message]]:
    """What is still to be sent, the next first, and what was decided, as it came."""
    coming: list[Message] = []
    past: list[Message] = []
    for one in messages:
        (coming if one.state in (*WAITING, "claimed") else past).append(one)
    return sorted(coming, key=lambda one: (one.until, one.created)), past


def history(message: Message) -> list[Step]:
    """What became of it so far, in the order of time, and what lies ahead."""
    name, tone = STATES.get(message.state, (label(message.state), ""))
    steps = [Step(BEGAN, message.created)]
    if message.until:
        early = message.state not in WAITING and 0 < message.decided < message.until  # it ended before
        steps.append(
            Step(_("Was to wait until") if early else _("Held until"), message.until, coming=message.state == "held")
        )
    if message.state == "claimed":
        steps.append(Step(_("Being sent"), 0))
    if message.decided and message.state not in WAITING:
        steps.append(Step(name, message.decided, tone))
    outcomes = sorted(message.outcomes.items(), key=_moment)
    steps += [Step(label(one), moment, "bad" if one in UNWELCOME else "good") for one, moment in outcomes]
    if message.deadline and message.state in WAITING:
        steps.append(Step(_("Not sent any more after"), message.deadline, coming=True))
    return steps


def weighed(rows: Iterable[Row], chosen: str) -> list[dict[str, Any]]:
    """The ways that were considered, the chosen one first, each with its reasons in words."""
    ways: dict[str, list[dict[str, Any]]] = {chosen: []} if chosen else {}
    for word, about in rows:
        ways.setdefault(str(about.get("channel", chosen)), []).append(_reason(word, about))
    return [
        {"channel": channel, "chosen": channel == chosen and _taken(why), "why": [one for one in why if one["text"]]}
        for channel, why in ways.items()
        if why
    ]


def _taken(why: Iterable[Mapping[str, Any]]) -> bool:
    return any(one["word"] == "chosen" for one in why)


def _reason(word: str, about: Mapping[str, Any]) -> dict[str, Any]:
    text = "" if word == "chosen" else explained(word, about)  # its badge says so
    more = {name: about.get(name, default) for name, default in (("until", 0), ("zone", ""), ("source", ""))}
    return {"word": word, "text": text, "so": word in WHY_SO, **more}


def _moment(outcome: tuple[str, Millis]) -> Millis:
    return outcome[1]
