"""Placing: where in a file a character of a text stands, whichever way YAML wrote the text down.

YAML moves blanks and breaks about (indents, folds) and writes some characters as escapes, but keeps the order of all
others: the place is found by going through both side by side.
"""

BLOCKS = ("|", ">")


def within(raw: str, value: str, at: int) -> int:
    """How far into `raw`, a scalar as it stands in the file, the character of its `value` is."""
    place = raw.find("\n") + 1 if raw[:1] in BLOCKS else 0
    found = place
    for one in value[: at + 1].replace("\n", " ").split(" "):
        for letter in one:
            next_ = raw.find(letter, place)
            found, place = (next_, next_ + 1) if next_ >= 0 else (found, place)
    return found


def line_and_column(source: str, index: int) -> tuple[int, int]:
    """Counted from 1, as editors do."""
    return source.count("\n", 0, index) + 1, index - source.rfind("\n", 0, index)
