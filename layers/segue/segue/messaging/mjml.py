"""MJML: what marketers write becomes HTML that mail programs understand, once, when the playbook is applied."""

import re
from collections.abc import Iterator
from itertools import islice

import mrml

from segue.errors import Invalid
from segue.messaging.fragments import misplaced, refuse
from segue.messaging.masks import masked
from segue.messaging.mjml_words import EVERY, TAGS
from segue.messaging.pieces import Composed, Origin, Piece
from segue.spelling import meant

OPENING = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)")
ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
HIDDEN = re.compile(r"<!--(?:(?!<!--).)*?-->|(?<=<mj-style>)[^<]*(?=</mj-style>)", re.DOTALL)
MOST = 50  # mistakes that are told of one text
DEEPEST = 200
VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"])
HEAD = re.compile(r"<mj-head\s*>")
ROOT = re.compile(r"<mjml[^<>]*>")
PLACE = re.compile(r"at position (\d+)")


def html(mjml: Composed) -> str:
    """The page. Raises Invalid("bad-template") with its place for what is no MJML; `also` has what else is."""
    hidden = masked(mjml.text)
    refuse([misplaced(words, mjml.origin(at)) for at, words in islice(_strange(hidden.text), MOST)])
    refuse([misplaced(words, mjml.origin(at)) for at, words in islice(_deep(hidden.text), 1)])
    try:
        return hidden.back(mrml.to_html(hidden.text).content)
    except OSError as broken:
        raise _broken(mjml, hidden.text, str(broken)) from broken


def with_preview(mjml: Composed, preview: Composed) -> Composed:
    """With the text that a mailbox shows behind the subject, unless there is one."""
    if "<mj-preview" in mjml.text:
        return mjml
    pattern = HEAD if HEAD.search(mjml.text) else ROOT
    around = ("", "") if pattern is HEAD else ("<mj-head>", "</mj-head>")

    def put(found: re.Match[str], at: Origin) -> Composed:
        before = Piece(f"{found[0]}{around[0]}<mj-preview>", at)
        return Composed((before, *preview.pieces, Piece(f"</mj-preview>{around[1]}", at)))

    return mjml.put(pattern, put)


def _strange(text: str) -> Iterator[tuple[int, str]]:
    """Tags and attributes that MJML does not have, with their places."""
    for found in (one for one in OPENING.finditer(_without(text)) if one[2].startswith("mj") and not one[1]):
        tag = found[2]
        if tag not in TAGS:
            yield found.start(), f"mjml has no tag `{tag}`{meant(tag, TAGS)}"
        else:
            yield from ((found.start(3) + at, words) for at, words in _attributes(tag, found[3]))


def _attributes(tag: str, given: str) -> Iterator[tuple[int, str]]:
    known = TAGS[tag] | EVERY
    strange = [(one.start(), one[1]) for one in ATTRIBUTE.finditer(given) if one[1] not in known]
    yield from ((at, f"`{tag}` has no attribute `{name}`{meant(name, known)}") for at, name in strange)


def _deep(text: str) -> Iterator[tuple[int, str]]:
    """Where tags stand deeper in each other than mrml can follow: it would take the whole process with it."""
    depth = 0
    for found in OPENING.finditer(_without(text)):
        if found[1]:
            depth = max(0, depth - 1)
        elif found[2].lower() not in VOID and not found[3].rstrip().endswith("/"):
            depth += 1
        if depth > DEEPEST:
            yield found.start(), f"mjml: tags stand more than {DEEPEST} deep in each other"


def _broken(mjml: Composed, text: str, said: str) -> Invalid:
    """Where it is broken: a tag that is not closed, else where mrml stopped."""
    place = PLACE.search(said)
    stopped = int(place[1]) if place else 0, said.partition(" in root template")[0]
    at, words = next(_open(_without(text)), stopped)
    return misplaced(f"mjml: {words}", mjml.origin(at))


def _open(text: str) -> Iterator[tuple[int, str]]:
    """What is opened and not closed, or closed and not open."""
    opened: list[tuple[str, int]] = []
    for found in OPENING.finditer(text):
        tag, at = found[2], found.start()
        if found[1] and (not opened or opened.pop()[0] != tag):
            yield at, f"`</{tag}>` does not close what was opened last"
        elif not found[1] and not found[3].rstrip().endswith("/"):
            opened.append((tag, at))
    yield from ((at, f"`<{tag}>` is not closed") for tag, at in reversed(opened))


def _without(text: str) -> str:
    """The same without comments and style sheets, at the same places."""
    return HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
