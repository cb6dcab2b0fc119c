"""Fragments: what several messages have in common, written once and put in when the playbook is applied.

The parts of a template with `frame: mail` come to stand where the same part of `fragments/mail.yaml` says
`{% content %}`; `{% content reason %}` there is the template's own `reason`. `{% fragment items %}`, in a template or a
frame, is that part of `fragments/items.yaml`. It is all plain text before MJML and Liquid look at it.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from segue.contact_points import CHANNELS
from segue.errors import Invalid, every, inside
from segue.spelling import meant, only

CONTENT = re.compile(r"\{%-?\s*content(?:\s+([\w-]+))?\s*-?%\}")
FRAGMENT = re.compile(r"\{%-?\s*fragment\s+([\w-]+)\s*-?%\}")
PLACES = re.compile(f"{CONTENT.pattern}|{FRAGMENT.pattern}")  # where something else comes to stand
WRITTEN = {"html": "mjml"}  # the part that is written in a language of its own
PARTS = tuple(dict.fromkeys(WRITTEN.get(part, part) for one in CHANNELS.values() for part in one.parts))
Fragments = Mapping[str, Mapping[str, Any]]


def compile_fragment(key: str, spec: Mapping[str, Any]) -> None:
    """Checks that there are texts and nothing else. Raises Invalid("bad-fragment")."""
    only(spec, ("name", "description", *PARTS), "a fragment")
    for part in (one for one in PARTS if not isinstance(spec.get(one, ""), str)):
        with inside(part):
            raise Invalid("bad-fragment", f"`{part}` is a text")
    if not any(part in spec for part in PARTS):
        raise Invalid("bad-fragment", f"{key} has none of {', '.join(PARTS)}")


def whole(spec: Mapping[str, Any], fragments: Fragments) -> dict[str, Any]:
    """The template with its frame and its fragments put in. Raises Invalid("bad-template")."""
    made, frame = dict(spec), _frame(spec, fragments)
    parts = [one for one in PARTS if isinstance(spec.get(one), str)]
    return made | dict(
        zip(parts, every(*(partial(_put_in, one, spec, frame, fragments) for one in parts)), strict=True)
    )


def _put_in(part: str, spec: Mapping[str, Any], frame: Mapping[str, Any], fragments: Fragments) -> str:
    with inside(part):
        return _filled(part, _framed(part, spec, frame), fragments)


def used(spec: Mapping[str, Any]) -> list[str]:
    """The fragments that a template names, by their ids."""
    named = [found for part in PARTS for found in FRAGMENT.findall(str(spec.get(part, "")))]
    return sorted({*named, *([str(spec["frame"])] if "frame" in spec else [])})


def _frame(spec: Mapping[str, Any], fragments: Fragments) -> Mapping[str, Any]:
    name = str(spec.get("frame", ""))
    if "frame" in spec and name not in fragments:
        with inside("frame"):
            raise _missing(name, fragments)
    return fragments.get(name, {})


def _framed(part: str, spec: Mapping[str, Any], frame: Mapping[str, Any]) -> str:
    def content(found: re.Match[str]) -> str:
        name = found[1] or part
        if not isinstance(spec.get(name), str):
            raise Invalid("bad-template", f"the frame `{spec['frame']}` asks for `{name}`")
        return spec[name].rstrip()

    return CONTENT.sub(content, str(frame[part])) if part in frame else str(spec[part])


def _filled(part: str, text: str, fragments: Fragments) -> str:
    def fragment(found: re.Match[str]) -> str:
        if found[1] not in fragments:
            raise _missing(found[1], fragments)
        if part not in fragments[found[1]]:
            raise Invalid("bad-template", f"the fragment `{found[1]}` has no `{part}`")
        return str(fragments[found[1]][part]).rstrip()

    made = FRAGMENT.sub(fragment, text)
    if FRAGMENT.search(made) or CONTENT.search(made):
        raise Invalid("bad-template", "a fragment holds no further ones, and `content` stands in a frame alone")
    return made


def _missing(name: str, fragments: Fragments) -> Invalid:
    return Invalid("bad-template", f"there is no fragment `{name}`{meant(name, fragments)}")
