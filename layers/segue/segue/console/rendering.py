"""Pages out of templates: everything that is put into one is escaped."""

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from segue.console import assets, script_words, words
from segue.console.code_words import coded
from segue.console.conversations.talk_words import topic
from segue.console.icons import step_icon
from segue.console.operations.reasons import reason
from segue.console.visits import YOU, Shown, Visit
from segue.languages.numbers import number
from segue.languages.texts import LANGUAGES, ngettext, told_in, translated
from segue.languages.tongues import tongue

UNDER = {
    "imports": "sources",
    "tracking": "sources",
    "simulations": "journeys",
}  # pages without an entry of their own in the menu


@cache
def templates() -> Environment:
    """The environment, made once; a name that a page lacks is an error, not an empty space."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    speak = "install_gettext_callables"  # the extension adds it to the environment
    getattr(made, speak)(translated, ngettext, newstyle=True)
    ours = (coded, step_icon, staff, topic, number, tongue, reason, by_type)
    made.filters |= {one.__name__: one for one in (*words.FILTERS, *ours)}
    made.filters["told"] = translated  # of what is kept, or stands in a file of the product's, in English
    made.globals |= {
        "counted": words.counted,
        "languages": LANGUAGES,
        "told_in": told_in,
        "script_words": script_words.said,
    }
    return made


def page(visit: Visit, template: str, status: int = 200, **facts: Any) -> Shown:
    """A page, or a part of one, as the visitor's roles and place in the menu have it."""
    html = (
        templates()
        .get_template(template)
        .render(
            visit=visit,
            now=visit.now,
            here=_entry(visit.path),
            asset=lambda name: visit.base + assets.path_of(name),
            **facts,
        )
    )
    return Shown(status, html.encode())


def by_type(rows: Iterable[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Rows of one type that stand beside each other, under its name."""
    return [(name, list(some)) for name, some in groupby(rows, key=lambda row: row["type"])]


@pass_context
def staff(context: Context, name: str, you: str = YOU) -> str:
    """What the visitor reads of one of the staff, by user name; `you` of themselves; "" of nobody."""
    return context["visit"].called(name, you)


def _entry(path: str) -> str:
    """The entry of the menu that a page belongs to."""
    first = path.split("/")[1] if path else ""
    return UNDER.get(first, first)
