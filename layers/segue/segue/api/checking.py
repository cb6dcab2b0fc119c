"""How the place stands, in plain words with what to do: for the API and the console. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from segue.canaries import LATE as SLOW
from segue.canaries import MISSED, Arrival, seconds
from segue.staging import STUCK, Staged
from segue.times import HOUR, MINUTE, Millis

State = Literal["good", "warn", "bad"]
LATE: Millis = 26 * HOUR  # after the last night began: the next one should have, two hours ago


@dataclass(frozen=True)
class Seen:
    """What was looked at: how many dead letters wait, how many records are held back, how many messages have been of
    unknown fate for more than an hour, the scopes that are paused, and the newest run of each job of the night, None
    where there was none; and how many days are left for each request of a customer that is due within a week; the
    last test event that came through, and how often one is sent, 0: never."""

    letters: int
    held: int
    unsettled: int
    paused: Sequence[str]
    measures: Staged | None
    models: Staged | None
    due: Sequence[int] = ()
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
        _due(seen.due),
        _canary(seen.canary, seen.canaries_each, now),
        _night("measures", seen.measures, now),
        _night("models", seen.models, now),
    ]
    order: dict[State, int] = {"bad": 0, "warn": 1, "good": 2}
    return sorted(found, key=lambda one: order[one.state])


def worst(found: Sequence[Check]) -> State:
    """How all of it stands."""
    return found[0].state


def _letters(count: int) -> Check:
    if not count:
        return Check("dead-letters", "good", "Everything was delivered.", page="/deadletters")
    todo = "See why under Dead letters, mend the cause, and send them on: within a day where a stream is behind."
    return Check("dead-letters", "bad", f"Not delivered and waiting: {count}.", todo, "/deadletters")


def _held(count: int) -> Check:
    if not count:
        return Check("quarantine", "good", "Everything that came in was understood.", page="/quarantine")
    todo = "See why under Quarantine, mend the cause and replay, or set aside what nobody will ever understand."
    return Check("quarantine", "warn", f"Not understood and waiting: {count}.", todo, "/quarantine")


def _unsettled(count: int) -> Check:
    if not count:
        return Check("unknown-sends", "good", "What became of messages is known.", page="/unknown-sends")
    todo = "Look under Unknown sends: ask the provider, and say whether they were sent. They are not sent again."
    return Check("unknown-sends", "warn", f"Of unknown fate for more than an hour: {count}.", todo, "/unknown-sends")


def _paused(scopes: Sequence[str]) -> Check:
    if not scopes:
        return Check("sending", "good", "Nothing is paused.", page="/sending")
    todo = "Let it go on under Sending when the reason is gone; what is held goes out then."
    return Check("sending", "warn", f"Paused: {', '.join(scopes)}.", todo, "/sending")


def _due(left: Sequence[int]) -> Check:
    if not left:
        return Check("requests", "good", "No request of a customer is due within a week.", page="/requests")
    late = sum(one < 0 for one in left)
    said = f"Requests of customers due within a week: {len(left)}" + (f", of which late: {late}." if late else ".")
    todo = "Answer them under Requests, or extend them by two months in time and tell the customer why."
    return Check("requests", "bad" if late else "warn", said, todo, "/requests")


def _canary(arrival: Arrival | None, each: Millis, now: Millis) -> Check:
    page = "/status"
    if not each:
        return Check("canary", "good", "No test events are sent.", page=page)
    todo = "Look at the log for canary-not-taken and message-failed, and how late the streams are read."
    if arrival is None:
        return Check("canary", "warn", "No test event has arrived yet.", todo, page)
    minutes = (now - arrival.sent) // MINUTE
    if now > arrival.sent + MISSED * each:
        return Check("canary", "bad", f"The last test event that arrived was sent {minutes} minutes ago.", todo, page)
    said = f"The last test event arrived after {seconds(arrival.took)} s."
    slow = arrival.took > SLOW
    return Check("canary", "warn" if slow else "good", said, todo if slow else "", page)


def _night(name: str, run: Staged | None, now: Millis) -> Check:
    page = f"/{name}"
    if run is None:
        return Check(name, "good", "There was no night yet.", page=page)
    if not run.ended and now > run.created + STUCK:
        todo = "Look into the log for message-failed, and at the dead letters: its order may be among them."
        return Check(name, "bad", f"The last night stands still at {run.percent} %.", todo, page)
    if now > run.created + LATE:
        hours = (now - run.created) // HOUR
        todo = "Its schedule did not call, or failed: look at the dead letters. It can be begun by hand on its page."
        return Check(name, "bad", f"The last night was {hours} hours ago.", todo, page)
    return Check(name, "good", "The last night is done." if run.ended else "The night is at work.", page=page)
