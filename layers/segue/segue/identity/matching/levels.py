"""How much two records may agree in an aspect, and each in a sentence for people."""

from segue.languages.texts import _

SAME, TYPING, ALIKE, DIFFERENT, SWAPPED = "same", "typing", "alike", "different", "swapped"
NOUNS = {
    "names": _("given and family name"),
    "given": _("given name"),
    "family": _("family name"),
    "birth": _("birth date"),
    "lines": _("lines of the address"),
    "street": _("street"),
    "extra": _("second line of the address"),
    "house": _("house number"),
    "city": _("city"),
    "postal": _("postal code"),
    "region": _("region"),
    "phone": _("phone number"),
    "email": _("e-mail address"),
}
SENTENCES = {
    SAME: _("same {noun}"),
    TYPING: _("{noun} with a typing error ({likeness} % alike)"),
    ALIKE: _("{noun} alike ({likeness} %)"),
    DIFFERENT: _("{noun} differs"),
    SWAPPED: _("{noun} swapped"),
}
