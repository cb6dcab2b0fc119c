"""MJML: what marketers write becomes HTML that mail programs understand, once, when the playbook is applied."""

import re
from collections.abc import Mapping
from typing import Any

import mrml

from segue.errors import Invalid
from segue.messaging.templates import check

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
    """{"subject", "html", "text"} of a template with `subject`, `mjml` and `text`. Raises Invalid("bad-template")."""
    missing = [part for part in ("subject", "mjml", "text") if not isinstance(spec.get(part), str)]
    if missing:
        raise Invalid("bad-template", f"{key} lacks {', '.join(missing)}")
    made = {"subject": spec["subject"].strip(), "html": _html(spec["mjml"]), "text": spec["text"]}
    check(made)
    return made


def _html(mjml: str) -> str:
    try:
        made = mrml.to_html(mjml)
    except OSError as wrong:
        raise Invalid("bad-template", f"mjml: {wrong}") from wrong
    unknown = set(re.findall(r"<(mj[\w-]*)", mjml)) - TAGS
    if unknown or made.warnings:
        raise Invalid("bad-template", f"mjml: unknown tag {', '.join(sorted(unknown)) or made.warnings[0]}")
    return made.content
