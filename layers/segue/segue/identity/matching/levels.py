"""How much two records may agree in an aspect, and each in a sentence for people."""

SAME, TYPING, ALIKE, DIFFERENT, SWAPPED = "same", "typing", "alike", "different", "swapped"
NOUNS = {
    "names": "given and family name",
    "given": "given name",
    "family": "family name",
    "birth": "birth date",
    "lines": "lines of the address",
    "street": "street",
    "extra": "second line of the address",
    "house": "house number",
    "city": "city",
    "postal": "postal code",
    "region": "region",
    "phone": "phone number",
    "email": "e-mail address",
}
SENTENCES = {
    SAME: "same {noun}",
    TYPING: "{noun} with a typing error ({likeness} % alike)",
    ALIKE: "{noun} alike ({likeness} %)",
    DIFFERENT: "{noun} differs",
    SWAPPED: "{noun} swapped",
}
