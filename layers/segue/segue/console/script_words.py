"""What the console's scripts say, in the language of the page: they read it from the page."""

from segue.languages.texts import _

WORDS = {
    "now": _("just now"),
    "minutes": _("{} min ago"),
    "hours": _("{} h ago"),
    "day": _("1 day ago"),
    "days": _("{} days ago"),
    "pause": _("Pause"),
    "resume": _("Resume"),
    "reconnecting": _("Reconnecting"),
    "copied": _("Copied"),
    "press": _("Press Ctrl+C"),
    "offers": _("What may stand here"),
    "span_minutes": _("{} min"),
    "span_hours": _("{} h"),
    "span_hours_minutes": _("{} h {} min"),
    "span_day": _("1 day"),
    "span_days": _("{} days"),
    "due": _("due in {}"),
    "late": _("late by {}"),
    "waits": _("waits {}"),
    "answered": _("answered {} ago"),
    "resolved": _("resolved {} ago"),
    "snoozed": _("back in {}"),
    "returned": _("back for {}"),
    "signed_out": _("You are signed out. Sign in in another window, and go on here."),
    "silent": _("Something here does not answer: nothing new is shown. Trying again."),
    "lost": _("No connection: nothing new is shown. Trying again."),
    "back": _("Connected again."),
    "draft": _("Kept as a draft"),
    "no_draft": _("Not kept: no connection"),
    "no_connection": _("No connection"),
    "answered_meanwhile": _("{} has answered meanwhile: read it above. What you send now goes out after it."),
    "somebody": _("Somebody"),
    "colleague": _("1 colleague"),
    "colleagues": _("{} colleagues"),
    "attaching": _("{} is on its way"),
    "not_attached": _("{} was not attached: {}"),
    "upload_failed": _("the connection failed"),
    "upload_refused": _("the store refused it"),
}


def said() -> dict[str, str]:
    """Each in the language of now."""
    return {name: str(text) for name, text in WORDS.items()}
