"""The words of a message as fields: subject, preview, headlines, texts and buttons, found in the file's text and
written back to where they stand, so that everything else in the file stays as it is. Pure.

A field is a piece of the text by its ends. Texts in MJML are found where they hold no tags of their own: what is set in
bold or linked is left to whoever edits the text.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import zip_longest

from segue.console.playbook.copy_parts import KEY, LINE, part_at, within
from segue.console.words import channel
from segue.languages.texts import _

ELEMENT = re.compile(r"<(mj-preview|mj-text|mj-button)\b([^>]*)>(.*?)</\1>", re.DOTALL)
SIZE = re.compile(r'font-size="(\d+)')
HEADLINE = 20  # pixels from which a text is a headline
MJML = re.compile(r"^ *mjml: *\|", re.MULTILINE)
HOLE = re.compile(
    r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}", re.DOTALL
)  # a placeholder: what stands there is worked out for each reader
SAYS = re.compile(r"[^\W\d_]")  # a letter
QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)
NOTE = re.compile(r"(?<!\s)\s+#")
BLOCK = re.compile(r"[|>][+-]?")
PLAIN = re.compile(r"[A-Za-z][^:#{}\[\]&*!|>'\"%@`,\n]*")
WORDS = {
    "subject": _("Subject"),
    "preview": _("Preview text"),
    "reason": _("Why they get it"),
    "text": _("Plain text"),
    "body": _("Text"),
    "title": _("Title"),
    "sms": _("SMS"),
    "push": _("Push"),
}
CALLED = {"mj-preview": _("Preview text"), "mj-button": _("Button")}


@dataclass(frozen=True)
class Field:
    """`name` stays while the file's shape stays; `start` and `end` are where its raw text stands in the file."""

    name: str
    label: str
    value: str
    start: int
    end: int
    style: str  # mjml, block, folded or line
    part: str = ""  # the language or style that it is for

    @property
    def long(self) -> bool:
        """Whether it may have several lines."""
        return self.style == "block"


def fields_of(text: str) -> list[Field]:
    """The words that stand in a template's file, in the order of the file."""
    found = sorted([*_scalars(text), *_elements(text)], key=lambda one: one.start)
    return [replace(one, part=part_at(text, one.start)) for one in found]


def written(text: str, given: Mapping[str, str], was: Mapping[str, str]) -> str:
    """The text with those fields that somebody has changed; `was` is what their form began with."""
    for one in reversed(fields_of(text)):
        new = given.get(one.name)
        if new is not None and _same(new) != _same(was.get(one.name, one.value)):
            text = text[: one.start] + _raw(text, one, new) + text[one.end :]
    return text


def _same(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


def _elements(text: str) -> Iterator[Field]:
    for number, found in enumerate(ELEMENT.finditer(text) if MJML.search(text) else ()):
        name, attributes, inner = found.groups()
        if "<" in inner or not SAYS.search(HOLE.sub("", inner)):
            continue
        size = SIZE.search(attributes)
        kind = _("Headline") if size and int(size[1]) >= HEADLINE else _("Text")
        start, end = found.span(3)
        yield Field(f"mjml.{number}", CALLED.get(name, kind), unescape(" ".join(inner.split())), start, end, "mjml")


def _scalars(text: str) -> Iterator[Field]:
    """Values of keys that hold words, at any depth of the file: a locale's words stand under its name."""
    above: list[tuple[int, str]] = []
    lines = LINE.findall(text)
    at = place = 0
    while at < len(lines):
        found = KEY.match(lines[at].rstrip("\n"))
        deep, key, value = (len(found[1]), found[2], found[3] or "") if found else (0, "", "")
        above = [*(one for one in above if one[0] < deep), (deep, key)] if found else above
        raw = "".join(lines[at : at + (_taken(lines, at, deep) if value else 1)])
        if key in WORDS and value:
            yield _scalar([one for _deep, one in above], value, raw, place)
        place += len(raw)
        at += raw.count("\n") or 1


def _taken(lines: list[str], at: int, deep: int) -> int:
    """How many lines a value takes: those that are deeper than its key, and what is blank between them."""
    end = at + 1
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= deep:
            break
        end = number + 1 if line.strip() else end
    return end - at


def _scalar(path: list[str], value: str, raw: str, place: int) -> Field:
    name = ".".join(path)
    said = " · ".join([*(channel(one) for one in within(path)[:-1]), str(WORDS[path[-1]])])
    head, _end, rest = raw.partition("\n")
    if BLOCK.fullmatch(value):
        style = "block" if value.startswith("|") else "folded"
        inner = _dedented(rest) if style == "block" else " ".join(rest.split())
        return Field(name, said, inner, place + len(head) + 1, place + len(raw), style)
    first = head.index(value, head.index(":") + 1)
    quoted = QUOTED.match(raw, first)
    end = quoted.end() if quoted else first + len(NOTE.split(raw[first:].rstrip("\n"))[0])
    return Field(name, said, _unquoted(raw[first:end]), place + first, place + end, "line")


def _dedented(raw: str) -> str:
    lines = raw.rstrip("\n").split("\n")
    deep = min((len(one) - len(one.lstrip(" ")) for one in lines if one.strip()), default=0)
    return "\n".join(one[deep:] for one in lines)


def _unquoted(raw: str) -> str:
    value = " ".join(raw.split())
    if value.startswith('"') and value.endswith('"'):
        try:
            return str(json.loads(value))
        except ValueError:
            return value
    return value[1:-1].replace("''", "'") if len(value) > 1 and value[0] == value[-1] == "'" else value


def _raw(text: str, one: Field, value: str) -> str:
    """A field's new value as it stands in the file."""
    value = _same(value)
    inline = " ".join(value.split())
    match one.style:
        case "mjml":
            before = text[one.start : one.end]
            lead, tail = before[: len(before) - len(before.lstrip())], before[len(before.rstrip()) :]
            return lead + _escaped(inline) + tail
        case "folded":
            return f"{_indent(text, one)}{inline}\n"
        case "block":
            deep = _indent(text, one)
            return "".join(f"{deep}{line}".rstrip() + "\n" for line in value.split("\n"))
    return inline if PLAIN.fullmatch(inline) else json.dumps(inline, ensure_ascii=False)


def _indent(text: str, one: Field) -> str:
    first = next((line for line in text[one.start : one.end].split("\n") if line.strip()), "  ")
    return first[: len(first) - len(first.lstrip(" "))]


def _escaped(value: str) -> str:
    """As XML wants it; what stands in the braces of a placeholder stays as it is."""
    holes, between = HOLE.findall(value), [escape(one, quote=False) for one in HOLE.split(value)]
    return "".join(one for pair in zip_longest(between, holes, fillvalue="") for one in pair)
