"""Reasons in plain words: why somebody sees something, and why not."""

from collections.abc import Callable, Mapping

from segue.recommending.choosing import Reason
from segue.recommending.reasons import Why

Tell = Callable[[str], str]
ENGLISH = {
    "bought_together": "{people} people bought it with {title}",
    "seen_together": "{people} people who looked at {title} liked it too",
    "similar": "Like {title}",
    "goes_with": "Goes with {title}",
    "again": "You may need it again",
    "popular": "Bought by many",
    "popular-in": "Bought by many in {category}",
    "trending": "Much in demand these days",
    "trending-in": "Much in demand in {category} these days",
    "about": "About {title}",
    "reads-in": "You have been reading about {category}",
    "looks-in": "You have been looking at {category}",
    "takes": "From “{title}”",
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
# For the staff, who are not the one it is about.
OF_THEM: Mapping[str, str] = {
    **ENGLISH,
    "again": "They may need it again",
    "reads-in": "They have been reading about {category}",
    "looks-in": "They have been looking at {category}",
}
LOOKED_AT = "what they looked at"
LEFT_OUT: Mapping[Why, str] = {
    "asked": "it is in the cart, or what this is about",
    "returned": "they sent it back",
    "complaint": "it is in an open complaint",
    "gone": "the shop has it no more",
    "sold-out": "sold out",
    "owned": "they own it",
    "too-soon": "they have enough of it for now",
    "at-hand": "they are looking at it",
    "unknown": "the catalog does not know it",
}
NOTHING: Mapping[str, str] = {
    "": "",
    "not-learned": "Nothing is learned yet of what this is about, and the catalog names nothing that goes with it.",
    "all-left-out": "Everything that would suit is left out.",
    "nobody-known": "Nothing is known of them that this could be about.",
    "objection": "They object to profiling: only what is on the page, and what sells, counts.",
}


def worded(reason: Reason, title: str, locale: str = "") -> str:
    """A reason as its reader gets it; `title` of the product that speaks for it, "" where the catalog has none."""
    language = locale.partition("-")[0] if locale.partition("-")[0] in TEXTS else "en"
    return _filled(reason, TEXTS[language], title or UNTITLED[language])


def worded_of_them(reason: Reason, title: str, tell: Tell = str) -> str:
    """The same as the staff get it; `tell` puts it into the language that they read."""
    return _filled(reason, OF_THEM, title or tell(LOOKED_AT), tell)


def _filled(reason: Reason, texts: Mapping[str, str], title: str, tell: Tell = str) -> str:
    key = f"{reason.because}-in" if reason.category else reason.because
    return tell(texts[key]).format_map({"title": title, "people": reason.people, "category": reason.category})
