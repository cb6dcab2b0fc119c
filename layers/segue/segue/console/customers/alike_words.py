"""What two profiles have in common, in the language of the page: suggestions keep it as English sentences. Pure."""

import re

from segue.identity.matching.levels import NOUNS, SENTENCES
from segue.languages.texts import translated

NOUN = "|".join(sorted(map(re.escape, NOUNS.values()), key=len, reverse=True))
FORMS = {
    form: re.compile(
        re.escape(form).replace(r"\{noun\}", f"(?P<noun>{NOUN})").replace(r"\{likeness\}", r"(?P<likeness>\d+)")
    )
    for form in SENTENCES.values()
}


def alike(sentence: str) -> str:
    """`same birth date`, `given name alike (93 %)`: told anew; any other sentence as the catalogue has it."""
    for form, pattern in FORMS.items():
        if found := pattern.fullmatch(sentence):
            return translated(form).format(**{**found.groupdict(), "noun": translated(found["noun"])})
    return translated(sentence)
