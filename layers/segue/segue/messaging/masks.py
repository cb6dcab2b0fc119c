"""Masks: Liquid tags are hidden from what reads markup, and put back afterwards.

A tag becomes a word of as many characters, made of two letters that no living language writes and of a number: places
in the text stay what they were, and a `<` or a quote in a tag is none of the markup's.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

# A tag holds no other's beginning: what is opened a thousand times and never closed is read once, not a thousand times.
LIQUID = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}", re.DOTALL)
HEAD, FILL = "\ua66e", "\ua66c"  # letters, since mrml writes others of Unicode as escapes
DIGITS, BASE = 3, 16  # of the number; the shortest tag is `{{}}`
MOST = BASE**DIGITS
HIDDEN = re.compile(f"{HEAD}([0-9a-f]{{{DIGITS}}}){FILL}*")
OURS = re.compile(f"[{HEAD}{FILL}]")


class Tag(NamedTuple):
    """A tag, and whether it does something (`{% if %}`) rather than say something (`{{ name }}`)."""

    text: str

    @property
    def acts(self) -> bool:
        """Whether leaving it out may change what stands elsewhere."""
        return self.text.startswith("{%")


@dataclass(frozen=True)
class Mask:
    """A text without its tags, and the tags."""

    text: str
    tags: tuple[Tag, ...]

    def back(self, text: str) -> str:
        """What was made of the text, with the tags where their place holders are."""
        return HIDDEN.sub(lambda found: self.tags[int(found[1], BASE)].text, text)

    def acting(self, text: str) -> str:
        """The place holders alone of those tags in the text that do something."""
        return "".join(one[0] for one in HIDDEN.finditer(text) if self.tags[int(one[1], BASE)].acts)


def masked(text: str) -> Mask:
    """The text without its tags. Of more than MOST the rest stays."""
    tags: list[Tag] = []

    def hide(found: re.Match[str]) -> str:
        tags.append(Tag(found[0]))
        return f"{HEAD}{len(tags) - 1:0{DIGITS}x}".ljust(len(found[0]), FILL)

    return Mask(LIQUID.sub(hide, OURS.sub(" ", text), MOST), tuple(tags))
