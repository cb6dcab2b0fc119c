"""Records as one page of HTML that needs nothing else: no script, no picture from elsewhere. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from segue.records.mapping import links

Row = Mapping[str, Any]
COLUMNS = ("Sources", "Data", "Stores", "Recipients")
WIDE, HIGH, GAP, TOP = 190, 26, 90, 30
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;
color-scheme:light dark}table{border-collapse:collapse;width:100%}th,td{border:1px solid #8888;
padding:.3rem .5rem;text-align:left;
vertical-align:top}div{overflow-x:auto}.open{border-left:4px solid #b26a00;padding-left:.7rem}
svg text{font-size:12px;fill:currentColor}svg rect{fill:none;stroke:currentColor}svg path{fill:none;stroke:#8888}"""


def html(found: Row) -> str:
    """The whole page."""
    name = escape(found["controller"]["name"])
    return "".join(
        [
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Records of processing: {name}</title>',
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>',
            f"<h1>Records of processing: {name}</h1><p>Written from the playbook {escape(found['playbook'])} and the ",
            "template. What stands as OPEN QUESTION no configuration can know.</p>",
            f'<p class="open">{escape(found["controller"]["contact"])}</p>',
            "<h2>Processing (GDPR, article 30)</h2>",
            _table(("name", "why", "basis", "people", "data", "kept", "by"), found["processing"]),
            f"<h2>Data</h2><p>Identifiers: {escape(', '.join(found['data']['identifiers']))}</p>",
            _table(("event", "fields"), found["data"]["events"]),
            _table(("trait", "class", "usable_in"), found["data"]["sensitive"]),
            "<h2>Recipients</h2>",
            _table(("name", "kind", "who", "gets"), found["recipients"]),
            f'<p class="open">{escape(found["transfers"])}</p><h2>Time limits</h2>',
            _table(("class", "what", "days", "by", "changed"), found["limits"]),
            f"<h2>Security measures</h2>{_list(found['measures'])}<h2>Data map</h2><div>{picture(found)}</div>",
            "<h2>Assessment</h2>",
            *(_section(one) for one in found["assessment"]),
            "</body></html>\n",
        ]
    )


def picture(found: Row) -> str:
    """The data map in four columns."""
    nodes, edges = links(found)
    places: dict[str, tuple[int, int]] = {}
    counts = [0] * len(COLUMNS)
    for key, _, column in nodes:
        places[key] = (column * (WIDE + GAP), TOP + counts[column] * (HIGH + 8))
        counts[column] += 1
    high, wide = TOP + max(counts) * (HIGH + 8), len(COLUMNS) * (WIDE + GAP) - GAP
    heads = "".join(
        f'<text x="{n * (WIDE + GAP)}" y="16"><tspan font-weight="bold">{one}</tspan></text>'
        for n, one in enumerate(COLUMNS)
    )
    lines = "".join(_line(places[left], places[right]) for left, right in edges)
    boxes = "".join(_box(places[key], name) for key, name, _ in nodes)
    label = 'role="img" aria-label="Which source brings which data, where it lies, and who gets it"'
    shape = f'viewBox="-2 0 {wide + 4} {high}" width="{wide}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {shape} {label}>{heads}{lines}{boxes}</svg>'


def _box(place: tuple[int, int], name: str) -> str:
    x, y = place
    said = escape(name if len(name) < 27 else f"{name[:25]}…")
    return f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="5"/><text x="{x + 8}" y="{y + 17}">{said}</text>'


def _line(left: tuple[int, int], right: tuple[int, int]) -> str:
    start, end = (left[0] + WIDE, left[1] + HIGH // 2), (right[0], right[1] + HIGH // 2)
    half = (start[0] + end[0]) // 2
    return f'<path d="M{start[0]} {start[1]}C{half} {start[1]} {half} {end[1]} {end[0]} {end[1]}"/>'


def _section(one: Row) -> str:
    return f'<h3>{escape(one["question"])}</h3>{_list(one["says"])}<p class="open">{escape(one["open"])}</p>'


def _list(said: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in said) + "</ul>"


def _table(names: Sequence[str], rows: Sequence[Row]) -> str:
    if not rows:
        return "<p>None.</p>"
    heads = "".join(f'<th scope="col">{escape(one.replace("_", " "))}</th>' for one in names)
    cells = ("".join(f"<td>{_cell(row[one])}</td>" for one in names) for row in rows)
    body = "".join(f"<tr>{one}</tr>" for one in cells)
    return f"<div><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"


def _cell(value: Any) -> str:
    return escape(", ".join(map(str, value)) if isinstance(value, list) else "–" if value is None else str(value))
