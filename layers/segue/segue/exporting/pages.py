"""The readable pages of an export: plain words, nothing that is loaded from elsewhere, no script."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain
from typing import Any, NamedTuple

from segue.exporting.kinds import SECTIONS, called
from segue.identity.evidence import CALLED
from segue.times import Millis, to_text

STYLE = """
:root{color-scheme:light dark;--ink:#1d2433;--soft:#5b6474;--line:#d9dde5;--paper:#fff;--card:#f6f7f9}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaf0;--soft:#a3abba;--line:#3a4150;--paper:#14171d;--card:#1c2029}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.25rem;margin:2.5rem 0 .25rem}h3{font-size:1rem;margin:0}
p{margin:.25rem 0 1rem}a{color:inherit}.soft,time{color:var(--soft);font-size:.875rem}
article{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;margin:.75rem 0}
dl{margin:.5rem 0 0;display:grid;grid-template-columns:minmax(7rem,12rem) 1fr;gap:.25rem 1rem}
dt{color:var(--soft);font-size:.875rem}dd{margin:0;white-space:pre-wrap}
dd dl,dd ul{margin:0;white-space:normal}ul{padding-left:1.1rem;margin:.25rem 0}
@media (max-width:30rem){dl{grid-template-columns:1fr}dd{padding-left:.75rem}}
@media print{:root{--ink:#000;--soft:#333;--line:#999;--paper:#fff;--card:#fff}body{max-width:none;padding:0}
article{break-inside:avoid-page}h2{break-after:avoid}}
"""
MORE = 500  # things on one page; further ones stand on pages of their own
WORD = re.compile(r"[_\s]+|(?<=[a-z])(?=[A-Z])")
EMPTY: tuple[Any, ...] = (None, "", [], {})
LEGEND = ("identities",)  # says what keyed hashes stand for, which the pages do by themselves
Legend = Mapping[str, str]  # what a keyed hash stands for


class Line(NamedTuple):
    """One thing on a page."""

    kind: str
    time: str | None
    data: Mapping[str, Any]
    file: str | None


class Made(NamedTuple):
    """What a page says above all else."""

    request: str
    time: Millis
    counts: Mapping[str, int]  # of things, by section
    legend: Legend


def index(made: Made, bodies: Iterable[tuple[str, Iterable[Line]]]) -> Iterator[str]:
    """The first page: what there is, and the beginning of each section (id, its first MORE things)."""
    yield from _head("Everything that we hold about you", made)
    yield "<p>This is a copy of all data that we hold about you, whatever led to it. The same stands in "
    yield '<a href="data.json">data.json</a> for programs (<a href="schema.json">schema.json</a> says how it is '
    yield "built), files lie in the folder <em>files</em>. Staff are not named: they are people too.</p>"
    yield '<nav aria-label="Contents"><ul>'
    yield from (_entry(one, made.counts[one]) for one in SECTIONS)
    yield "</ul></nav>"
    yield from chain.from_iterable(_section(name, lines, made) for name, lines in bodies)
    yield "</main></body></html>"


def further(section: str, number: int, made: Made, lines: Iterable[Line]) -> Iterator[str]:
    """A later page of a section, from 2 on."""
    yield from _head(f"{SECTIONS[section].title}, page {number} of {pages_of(made.counts[section])}", made)
    yield from (_article(one, made.legend) for one in lines)
    yield f'<p>{_onward(section, number, made)} · <a href="index.html#{section}">Back</a></p></main></body></html>'


def pages_of(count: int) -> int:
    """How many pages so many things take."""
    return max(1, -(-count // MORE))


def _section(name: str, lines: Iterable[Line], made: Made) -> Iterator[str]:
    known = SECTIONS[name]
    yield f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(known.title)}</h2>'
    yield f'<p class="soft">{escape(known.about)}</p>'
    yield from (_article(one, made.legend) for one in lines)
    yield "<p>Nothing.</p>" if not made.counts[name] else f"<p>{_onward(name, 1, made)}</p>"
    yield "</section>"


def _onward(section: str, number: int, made: Made) -> str:
    if number >= pages_of(made.counts[section]):
        return ""
    return f'<a href="{section}-{number + 1}.html">Older ones</a>'


def _head(title: str, made: Made) -> Iterator[str]:
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
    yield f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
    yield f'<p class="soft">Made {_moment(to_text(made.time))}, request {escape(made.request)}.</p>'


def _entry(section: str, count: int) -> str:
    title = escape(SECTIONS[section].title)
    return f'<li><a href="#{section}">{title}</a> <span class="soft">{count:,}</span></li>'


def _article(one: Line, legend: Legend) -> str:
    title = called(one.kind, {name: legend.get(str(said), said) for name, said in one.data.items()})
    when = f"<p>{_moment(one.time)}</p>" if one.time else ""
    file = f'<p><a href="{escape(one.file)}">Open the file</a></p>' if one.file else ""
    return f"<article><h3>{escape(title)}</h3>{when}{file}{_value(one.data, legend)}</article>"


def _value(value: Any, legend: Legend) -> str:
    if isinstance(value, Mapping):
        return _pairs(value, legend)
    if isinstance(value, list):
        return f"<ul>{''.join(f'<li>{_short(one, legend) or _value(one, legend)}</li>' for one in value)}</ul>"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return _moment(text) if MOMENT.fullmatch(text) else escape(legend.get(text, text))


def _short(value: Any, legend: Legend) -> str:
    """A mapping of a few plain values in one line; "" for all else."""
    if not isinstance(value, Mapping) or any(isinstance(one, Mapping | list) for one in value.values()):
        return ""
    said = [(name, one) for name, one in value.items() if one not in EMPTY and name not in LEGEND]
    parts = (f'<span class="soft">{_word(name, legend)}</span> {_said(name, one, legend)}' for name, one in said)
    return " · ".join(parts)


def _pairs(value: Mapping[str, Any], legend: Legend) -> str:
    said = [(name, one) for name, one in value.items() if one not in EMPTY and name not in LEGEND]
    rows = (f"<dt>{_word(name, legend)}</dt><dd>{_said(name, one, legend)}</dd>" for name, one in said)
    return f"<dl>{''.join(rows)}</dl>" if said else ""


def _said(name: str, value: Any, legend: Legend) -> str:
    """A value; sorts of identifiers are called as people call them."""
    return escape(CALLED[value]) if name == "type" and value in CALLED else _value(value, legend)


def _word(name: str, legend: Legend) -> str:
    if name in legend or not name.isidentifier():
        return escape(legend.get(name, name))
    words: Sequence[str] = [one for one in WORD.split(name) if one]
    return escape(" ".join(words).capitalize())


MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z")


def _moment(text: str) -> str:
    return f'<time datetime="{text}">{text[:10]} {text[11:16]} UTC</time>'
