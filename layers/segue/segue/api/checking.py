"""How the place stands, in plain words with what to do: for the API and the console. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from segue.canaries import LATE as SLOW
from segue.canaries import MISSED, Arrival, seconds
from segue.contact_points import named
from segue.languages.numbers import number
from segue.languages.texts import _, translated
from segue.messaging.put_off import PutOff
from segue.staging import STUCK, Staged
from segue.times import HOUR, MINUTE, Millis

State = Literal["good", "warn", "bad"]
LATE: Millis = 26 * HOUR  # after the last night began: the next one should have, two hours ago


@dataclass(frozen=True)
class Seen:
    """What was looked at: how many dead letters wait, how many records are held back, how many messages have been of
    unknown fate for more than an hour, the scopes that are paused, and the newest run of each job of the night, None
    where there was none; how many days are left for each request of a customer that is due within a week; the
    channels whose providers put messages off; and the last test event that came through, and how often one is sent, 0:
    never."""

    letters: int
    held: int
    unsettled: int
    paused: Sequence[str]
    measures: Staged | None
    models: Staged | None
    due: Sequence[int] = ()
    put_off: Sequence[PutOff] = ()
    canary: Arrival | None = None
    canaries_each: Millis = 0


@dataclass(frozen=True)
class Check:
    """One thing: how it stands, what is said of it, what to do where it is not good, and the console's page for it."""

    name: str
    state: State
    said: str
    todo: str = ""
    page: str = ""


def checks(seen: Seen, now: Millis) -> list[Check]:
    """All of them, the worst first."""
    found = [
        _letters(seen.letters),
        _held(seen.held),
        _unsettled(seen.unsettled),
        _paused(seen.paused),
        _put_off(seen.put_off, now),
        _due(seen.due),
        _canary(seen.canary, seen.canaries_each, now),
        _night("measures", seen.measures, now),
        _night("models", seen.models, now),
    ]
    told = [replace(one, said=str(one.said), todo=str(one.todo), page=one.page or f"/{one.name}") for one in found]
    order: dict[State, int] = {"bad": 0, "warn": 1, "good": 2}
    return sorted(told, key=lambda one: order[one.state])


def worst(found: Sequence[Check]) -> State:
    """How all of it stands."""
    return found[0].state


def _letters(count: int) -> Check:
    if not count:
        return Check("dead-letters", "good", _("Everything was delivered."), page="/deadletters")
    said = _("Not delivered and waiting: {count}.").format(count=number(count))
    todo = _("See why under Dead letters, mend the cause, and send them on: within a day where a stream is behind.")
    return Check("dead-letters", "bad", said, todo, "/deadletters")


def _held(count: int) -> Check:
    if not count:
        return Check("quarantine", "good", _("Everything that came in was understood."))
    said = _("Not understood and waiting: {count}.").format(count=number(count))
    todo = _("See why under Quarantine, mend the cause and replay, or set aside what nobody will ever understand.")
    return Check("quarantine", "warn", said, todo)


def _unsettled(count: int) -> Check:
    if not count:
        return Check("unknown-sends", "good", _("What became of messages is known."))
    said = _("Of unknown fate for more than an hour: {count}.").format(count=number(count))
    todo = _("Look under Unknown sends: ask the provider, and say whether they were sent. They are not sent again.")
    return Check("unknown-sends", "warn", said, todo)


def _paused(scopes: Sequence[str]) -> Check:
    if not scopes:
        return Check("sending", "good", _("Nothing is paused."))
    said = _("Paused: {scopes}.").format(scopes=", ".join(scopes))
    todo = _("Let it go on under Sending when the reason is gone; what is held goes out then.")
    return Check("sending", "warn", said, todo)


def _put_off(found: Sequence[PutOff], now: Millis) -> Check:
    if not found:
        return Check("providers", "good", _("No message waits for its provider."), page="/sending")
    form = _("{channel} ({minutes} minutes)")
    told = ", ".join(
        form.format(channel=translated(named(one.channel)), minutes=number((now - one.since) // MINUTE))
        for one in found
    )
    said = _("Messages wait for their provider: {channels}.").format(channels=told)
    todo = _("They are tried again every three minutes and go out by themselves. Where it lasts, ask the provider.")
    state = "bad" if any(now - one.since > HOUR for one in found) else "warn"
    return Check("providers", state, said, todo, "/sending")


def _due(left: Sequence[int]) -> Check:
    if not left:
        return Check("requests", "good", _("No request of a customer is due within a week."))
    late = sum(one < 0 for one in left)
    form = _("Requests of customers due within a week: {count}.")
    if late:
        form = _("Requests of customers due within a week: {count}, of which late: {late}.")
    todo = _("Answer them under Requests, or extend them by two months in time and tell the customer why.")
    return Check("requests", "bad" if late else "warn", form.format(count=len(left), late=late), todo)


def _canary(arrival: Arrival | None, each: Millis, now: Millis) -> Check:
    page = "/status"
    if not each:
        return Check("canary", "good", _("No test events are sent."), page=page)
    todo = _("Look at the log for canary-not-taken and message-failed, and how late the streams are read.")
    if arrival is None:
        return Check("canary", "warn", _("No test event has arrived yet."), todo, page)
    minutes = (now - arrival.sent) // MINUTE
    if now > arrival.sent + MISSED * each:
        said = _("The last test event that arrived was sent {minutes} minutes ago.").format(minutes=number(minutes))
        return Check("canary", "bad", said, todo, page)
    said = _("The last test event arrived after {seconds} s.").format(seconds=number(seconds(arrival.took)))
    slow = arrival.took > SLOW
    return Check("canary", "warn" if slow else "good", said, todo if slow else "", page)


def _night(name: str, run: Staged | None, now: Millis) -> Check:
    if run is None:
        return Check(name, "good", _("There was no night yet."))
    if not run.ended and now > run.created + STUCK:
        said = _("The last night stands still at {percent} %.").format(percent=run.percent)
        todo = _("Look into the log for message-failed, and at the dead letters: its order may be among them.")
        return Check(name, "bad", said, todo)
    if now > run.created + LATE:
        said = _("The last night was {hours} hours ago.").format(hours=(now - run.created) // HOUR)
        todo = _("Its schedule did not call, or failed: look at the dead letters. It can be begun by hand on its page.")
        return Check(name, "bad", said, todo)
    return Check(name, "good", _("The last night is done.") if run.ended else _("The night is at work."))
