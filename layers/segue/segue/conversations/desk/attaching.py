"""Attaching: which files staff may add to a conversation, and where they are kept. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from segue.errors import Invalid
from segue.keys import digest
from segue.languages.texts import _

LARGEST = 10_000_000  # bytes of one file
MOST = 10  # files of one answer
# What no browser and no program runs: pictures without scripts, documents, text; and what names of them end with.
TYPES = {
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "application/pdf": ("pdf",),
    "text/plain": ("txt", "log"),
    "text/csv": ("csv",),
}
OTHER = "application/octet-stream"  # in place of a type that is not of these
STRANGE = re.compile(r"[^\w .()+-]+")
LONGEST = 100  # characters of a name
KEY = re.compile(r"(?P<conversation>c_[a-z2-7]{24})/(?P<id>[a-z2-7]{24})/(?P<name>[^/]{1,100})")
Attached = dict[str, Any]


class Upload(NamedTuple):
    """A file that may be uploaded: where to, and what it may be."""

    key: str
    name: str
    type: str
    size: int


def upload(conversation: str, file: tuple[str, str, int], occasion: str) -> Upload:
    """Where a file of (name, type, bytes) goes. Raises Invalid("bad-type", "too-large", "bad-name")."""
    given, kind, size = file
    name = clean(given)
    _fits(name, kind)
    if not 0 < size <= LARGEST:
        raise Invalid("too-large", _("a file has at least one byte, and at most {most}").format(most=LARGEST))
    own = digest(b"file", f"{conversation}|{occasion}")
    return Upload(f"{conversation}/{own}/{name}", name, kind, size)


def clean(name: str) -> str:
    """A file's own name: no folder, no sign that means something elsewhere, no dot in front."""
    own = re.split(r"[/\\]", name)[-1]
    stem, dot, end = STRANGE.sub("_", own).strip(" .").rpartition(".")
    return f"{(stem or end)[: LONGEST - 10]}{dot if stem else ''}{end[:9] if stem else ''}"


def attached(
    conversation: str, given: Sequence[Mapping[str, Any]], size_of: Callable[[str], int]
) -> tuple[Attached, ...]:
    """The files of an answer, of what a caller says of them: each is one of this conversation's and is there.

    Raises Invalid("bad-attachment", "no-file", "too-many", "too-large").
    """
    if len(given) > MOST:
        raise Invalid("too-many", _("an answer has at most {most} files").format(most=MOST))
    return tuple(_attached(conversation, one, size_of) for one in given)


def _attached(conversation: str, given: Mapping[str, Any], size_of: Callable[[str], int]) -> Attached:
    key, kind = str(given.get("key", "")), str(given.get("type", ""))
    found = KEY.fullmatch(key)
    if found is None or found["conversation"] != conversation or found["name"] != clean(found["name"]):
        raise Invalid("bad-attachment", _("`key` is that of an upload to this conversation"))
    _fits(found["name"], kind)  # a customer's own files lie there too, of any type
    size = size_of(key)
    if not size:
        raise Invalid("no-file", _("{name} has not been uploaded").format(name=found["name"]))
    if size > LARGEST:
        raise Invalid("too-large", _("{name} has more than {most} bytes").format(name=found["name"], most=LARGEST))
    return {"name": found["name"], "type": kind, "size": size, "key": key}


def _fits(name: str, kind: str) -> None:
    if kind not in TYPES:
        raise Invalid("bad-type", _("files are {types}").format(types=", ".join(TYPES)))
    if name.rpartition(".")[2].casefold() not in TYPES[kind]:
        raise Invalid("bad-name", _("the name of such a file ends with .{end}").format(end=TYPES[kind][0]))


def shown_as(kind: str) -> str:
    """The type that a browser is told."""
    return kind if kind in TYPES else OTHER
