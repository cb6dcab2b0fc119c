"""What cases are called on the pages of the console."""

from typing import Any

from segue.console.visits import Visit
from segue.privacy_cases.cases import BELIEVED, Case
from segue.privacy_cases.clocks import SOON, begins
from segue.privacy_cases.handling import CUSTOMER
from segue.profile.profiles import Profile
from segue.times import Millis

KINDS = {
    "access": "Wants to know what you hold",
    "portability": "Wants a copy to take along",
    "erasure": "Wants to be erased",
    "rectification": "Wants something put right",
    "restriction": "Wants it kept and not used",
    "objection": "Objects to marketing or profiling",
}
STATES = {
    "open": "New",
    "verifying": "Code sent",
    "verified": "Known who asks",
    "working": "Under way",
    "answered": "Answered",
    "refused": "Refused",
}
HAPPENED = {
    "opened": "Written down",
    "code-sent": "A code was sent",
    "identified": "It is known who asks",
    "begun": "Begun",
    "extended": "Extended by two months",
    "answered": "Answered",
    "refused": "Refused",
    "lifted": "Restriction lifted",
}
# What the button says that does what was asked for, and what happens then.
WORK = {
    "access": ("Export what you hold", "An export of everything begins; send the customer its link."),
    "portability": ("Export what you hold", "An export of everything begins; send the customer its file."),
    "erasure": ("Erase for good", "Everything that you hold about the customer goes, for good."),
    "rectification": ("Put it right", "What you type counts from now on, wherever it was told otherwise."),
    "restriction": ("Restrict", "Everything is kept and nothing is used: no messages, no segments, no predictions."),
    "objection": ("Put the objection in force", "It counts at once, on every channel."),
}


def days(case: Case, now: Millis) -> tuple[str, str]:
    """How long there is, and how that looks."""
    left = case.left(now)
    if case.over:
        return STATES[case.state], ""
    if left < 0:
        return f"{-left} {'day' if left == -1 else 'days'} late", "bad"
    said = "Due today" if not left else f"{left} {'day' if left == 1 else 'days'} left"
    return said, "bad" if not left else "warn" if left <= SOON else ""


def row(case: Case, now: Millis) -> dict[str, Any]:
    """A case as a list shows it."""
    said, tone = days(case, now)
    named = {name: getattr(case, name) for name in ("id", "asked", "channel", "asker", "reason", "received", "over")}
    about = {"kind": KINDS[case.kind], "state": STATES[case.state], "said": said, "tone": tone}
    return {**named, **about, "due": begins(case.due)}


def happened(case: Case, visit: Visit) -> list[dict[str, Any]]:
    """Everything that was done, newest first."""
    return [
        {"what": HAPPENED[one.what], "by": _by(one.by, visit), "note": one.note, "time": one.time}
        for one in reversed(case.history)
    ]


def steps(case: Case) -> list[tuple[str, bool]]:
    """The way of a case, and which of its steps are done."""
    known = bool(case.identified)
    asked = [] if case.kind in BELIEVED else [("Make sure who asks", known)]
    begun = case.state in ("working", "answered")
    return [("Write it down", True), *asked, ("Do it", begun), ("Answer", case.over)]


def _by(name: str, visit: Visit) -> str:
    return "the customer" if name == CUSTOMER else visit.called(name, "you")


def unused(profile: Profile, now: Millis) -> str:
    """What is to be known before anybody does anything with a customer; "" for nothing."""
    if profile.restricted:
        return "Restricted: what is held is kept and not used, as the customer asked. Nothing goes out but answers."
    return "Too young to be sold to: no marketing and no predictions, as no guardian agreed." * profile.is_minor(now)
