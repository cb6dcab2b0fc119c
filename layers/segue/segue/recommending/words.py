"""Reasons in plain words: why somebody sees something, and why not."""

from collections.abc import Mapping

from segue.languages.texts import Phrase, _, english
from segue.recommending.choosing import Reason
from segue.recommending.reasons import Why

# For the staff, who are not the one it is about.
OF_THEM: Mapping[str, Phrase] = {
    "bought_together": _("{people} people bought it with {title}"),
    "seen_together": _("{people} people who looked at {title} liked it too"),
    "similar": _("Like {title}"),
    "goes_with": _("Goes with {title}"),
    "again": _("They may need it again"),
    "popular": _("Bought by many"),
    "popular-in": _("Bought by many in {category}"),
    "trending": _("Much in demand these days"),
    "trending-in": _("Much in demand in {category} these days"),
    "about": _("About {title}"),
    "reads-in": _("They have been reading about {category}"),
    "looks-in": _("They have been looking at {category}"),
    "takes": _("From “{title}”"),
}
# For customers, in the language that they read.
ENGLISH = {
    **{name: english(text) for name, text in OF_THEM.items()},
    "again": "You may need it again",
    "reads-in": "You have been reading about {category}",
    "looks-in": "You have been looking at {category}",
}
GERMAN = {
    "bought_together": "{people} Leute kauften es mit {title}",
    "seen_together": "{people} Leuten, die {title} ansahen, gefiel es auch",
    "similar": "Ähnlich wie {title}",
    "goes_with": "Passt zu {title}",
    "again": "Vielleicht bald wieder nötig",
    "popular": "Von vielen gekauft",
    "popular-in": "Von vielen gekauft in {category}",
    "trending": "Zurzeit sehr gefragt",
    "trending-in": "Zurzeit sehr gefragt in {category}",
    "about": "Über {title}",
    "reads-in": "Du hast über {category} gelesen",
    "looks-in": "Du hast dir {category} angesehen",
    "takes": "Aus „{title}“",
}
TEXTS: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "de": GERMAN}
UNTITLED = {"en": "what you looked at", "de": "dem, was du angesehen hast"}
LOOKED_AT = _("what they looked at")
LEFT_OUT: Mapping[Why, str] = {
    "asked": _("it is in the cart, or what this is about"),
    "returned": _("they sent it back"),
    "complaint": _("it is in an open complaint"),
    "gone": _("the shop has it no more"),
    "sold-out": _("sold out"),
    "owned": _("they own it"),
    "too-soon": _("they have enough of it for now"),
    "at-hand": _("they are looking at it"),
    "unknown": _("the catalog does not know it"),
}
NOTHING: Mapping[str, str] = {
    "": "",
    "not-learned": _("Nothing is learned yet of what this is about, and the catalog names nothing that goes with it."),
    "all-left-out": _("Everything that would suit is left out."),
    "nobody-known": _("Nothing is known of them that this could be about."),
    "objection": _("They object to profiling: only what is on the page, and what sells, counts."),
}


def worded(reason: Reason, title: str, locale: str = "") -> str:
    """A reason as its reader gets it; `title` of the product that speaks for it, "" where the catalog has none."""
    language = locale.partition("-")[0] if locale.partition("-")[0] in TEXTS else "en"
    return _filled(reason, TEXTS[language], title or UNTITLED[language])


def worded_of_them(reason: Reason, title: str) -> str:
    """The same as the staff get it, in the language that they read."""
    return _filled(reason, OF_THEM, title or str(LOOKED_AT))


def _filled(reason: Reason, texts: Mapping[str, str], title: str) -> str:
    key = f"{reason.because}-in" if reason.category else reason.because
    return texts[key].format(title=title, people=reason.people, category=reason.category)
