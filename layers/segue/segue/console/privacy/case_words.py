"""What cases are called on the pages of the console."""

from typing import Any

from segue.console.visits import Visit
from segue.console.words import plural
from segue.languages.texts import _, translated
from segue.privacy_cases.cases import BELIEVED, Case
from segue.privacy_cases.clocks import SOON, begins
from segue.privacy_cases.handling import CUSTOMER
from segue.profile.profiles import Profile
from segue.times import Millis

KINDS = {
    "access": _("Wants to know what you hold"),
    "portability": _("Wants a copy to take along"),
    "erasure": _("Wants to be erased"),
    "rectification": _("Wants something put right"),
    "restriction": _("Wants it kept and not used"),
    "objection": _("Objects to marketing or profiling"),
}
STATES = {
    "open": _("New"),
    "verifying": _("Code sent"),
    "verified": _("Known who asks"),
    "working": _("Under way"),
    "answered": _("Answered"),
    "refused": _("Refused"),
}
HAPPENED = {
    "opened": _("Written down"),
    "code-sent": _("A code was sent"),
    "identified": _("It is known who asks"),
    "begun": _("Begun"),
    "extended": _("Extended by two months"),
    "answered": _("Answered"),
    "refused": _("Refused"),
    "lifted": _("Restriction lifted"),
}
# What the button says that does what was asked for, and what happens then.
WORK = {
    "access": (_("Export what you hold"), _("An export of everything begins; send the customer its link.")),
    "portability": (_("Export what you hold"), _("An export of everything begins; send the customer its file.")),
    "erasure": (_("Erase for good"), _("Everything that you hold about the customer goes, for good.")),
    "rectification": (_("Put it right"), _("What you type counts from now on, wherever it was told otherwise.")),
    "restriction": (
        _("Restrict"),
        _("Everything is kept and nothing is used: no messages, no segments, no predictions."),
    ),
    "objection": (_("Put the objection in force"), _("It counts at once, on every channel.")),
}
ASKED = _("asked for by the customer")


def reason_of(typed: str) -> str:
    """Why, as it is kept: the usual reason in English, so that everybody is told it in their own language."""
    return str.__str__(ASKED) if typed in ("", str(ASKED)) else typed


def days(case: Case, now: Millis) -> tuple[str, str]:
    """How long there is, and how that looks."""
    left = case.left(now)
    if case.over:
        return STATES[case.state], ""
    if left < 0:
        return plural("{count} day late", "{count} days late", -left), "bad"
    said = plural("{count} day left", "{count} days left", left) if left else _("Due today")
    return said, "bad" if not left else "warn" if left <= SOON else ""


def row(case: Case, now: Millis) -> dict[str, Any]:
    """A case as a list shows it."""
    said, tone = days(case, now)
    named = {name: getattr(case, name) for name in ("id", "asked", "channel", "asker", "received", "over")}
    about = {
        "reason": translated(case.reason),
        "kind": KINDS[case.kind],
        "state": STATES[case.state],
        "said": said,
        "tone": tone,
    }
    return {**named, **about, "due": begins(case.due)}


def happened(case: Case, visit: Visit) -> list[dict[str, Any]]:
    """Everything that was done, newest first."""
    return [
        {"what": HAPPENED[one.what], "by": _by(one.by, visit), "note": one.note, "time": one.time}
        for one in reversed(case.history)
    ]


def steps(case: Case, ended: bool) -> list[tuple[str, str]]:
    """The way of a case, and whether each of its steps is `done`, `working` or "" for still to do; `ended`: whether
    nothing that it began still runs."""
    known = "done" if case.identified else ""
    asked = [] if case.kind in BELIEVED else [(_("Make sure who asks"), known)]
    begun = any(one.what == "begun" for one in case.history)
    did = "" if not begun else "done" if ended else "working"
    answered = "done" if case.over else ""
    return [(_("Write it down"), "done"), *asked, (_("Do it"), did), (_("Answer"), answered)]


def _by(name: str, visit: Visit) -> str:
    return _("by the customer") if name == CUSTOMER else _("by {name}").format(name=visit.called(name, _("you")))


def unused(profile: Profile, now: Millis) -> str:
    """What is to be known before anybody does anything with a customer; "" for nothing."""
    if profile.restricted:
        return _("Restricted: what is held is kept and not used, as the customer asked. Nothing goes out but answers.")
    young = profile.is_minor(now)
    return _("Too young to be sold to: no marketing and no predictions, as no guardian agreed.") if young else ""
