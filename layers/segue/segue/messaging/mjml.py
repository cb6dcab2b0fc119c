"""MJML: what marketers write becomes HTML that mail programs understand, once, when the playbook is applied."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import mrml

from segue.contact_points import CHANNELS, Channel
from segue.errors import Invalid, every, inside
from segue.messaging.fragments import PARTS, PLACES, WRITTEN
from segue.messaging.templates import check
from segue.spelling import meant

# mrml copies a tag that it does not know into the page without a word; https://documentation.mjml.io names these.
TAGS = frozenset(
    [
        "mjml",
        "mj-head",
        "mj-body",
        "mj-attributes",
        "mj-all",
        "mj-class",
        "mj-breakpoint",
        "mj-font",
        "mj-preview",
        "mj-style",
        "mj-title",
        "mj-raw",
        "mj-section",
        "mj-column",
        "mj-group",
        "mj-wrapper",
        "mj-hero",
        "mj-text",
        "mj-image",
        "mj-button",
        "mj-divider",
        "mj-spacer",
        "mj-table",
        "mj-social",
        "mj-social-element",
        "mj-navbar",
        "mj-navbar-link",
        "mj-accordion",
        "mj-accordion-element",
        "mj-accordion-title",
        "mj-accordion-text",
        "mj-carousel",
        "mj-carousel-image",
    ]
)


def compile_template(key: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of each channel that it is for, `html` out of `mjml`. Raises Invalid("bad-template")."""
    parts = {part: WRITTEN.get(part, part) for channel in _channels(spec) for part in channel.parts}
    missing = [written for written in parts.values() if not isinstance(spec.get(written), str)]
    if missing:
        raise Invalid("bad-template", f"{key} lacks {', '.join(missing)}")
    texts = every(*(partial(_part, part, spec[written]) for part, written in parts.items()))
    return dict(zip(parts, texts, strict=True))


def _part(part: str, written: str) -> str:
    """A part as it is sent; its mistakes are told where it is written."""
    with inside(WRITTEN.get(part, part)):
        made = _html(written) if part == "html" else written
        check({part: made})
    return made


def _channels(spec: Mapping[str, Any]) -> list[Channel]:
    """Those that the template is for; every one where it has nothing for any."""
    meant = [one for one in CHANNELS.values() if any(WRITTEN.get(part, part) in spec for part in one.parts)]
    return meant or list(CHANNELS.values())


def _html(mjml: str) -> str:
    try:
        made = mrml.to_html(mjml)
    except OSError as wrong:
        raise Invalid("bad-template", f"mjml: {wrong}") from wrong
    _check_tags(mjml)
    if made.warnings:
        raise Invalid("bad-template", f"mjml: unknown tag {made.warnings[0]}")
    return made.content


def check_alone(fragment: Mapping[str, Any]) -> None:
    """What is wrong with a fragment by itself, without templates around it. Raises Invalid("bad-template")."""
    written = {part: PLACES.sub("", text) for part, text in fragment.items() if part in PARTS and isinstance(text, str)}
    every(*(partial(_alone, part, text) for part, text in written.items()))


def _alone(part: str, text: str) -> None:
    with inside(part):
        check({part: text})
        _check_tags(text if part == "mjml" else "")
        if part == "mjml":
            _html(text if "<mjml" in text else f"<mjml><mj-body>{text}</mj-body></mjml>")


def _check_tags(mjml: str) -> None:
    unknown = set(re.findall(r"<(mj[\w-]*)", mjml)) - TAGS
    if unknown:
        raise Invalid("bad-template", f"mjml: unknown tag {', '.join(sorted(unknown))}{meant(min(unknown), TAGS)}")
