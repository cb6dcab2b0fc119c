"""Pictures of the recipes: journeys as the console draws them, placements as two visitors are answered.

`python -m tests.handlers.recipe_pictures docs/images/recipes` with `PYTHONPATH=layers/segue:tools:.`. They are SVG,
light and dark by the reader's own choice; a test draws them again.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

from segue.console.journeys.flow_pictures import drawn
from segue.console.journeys.flow_words import flow
from segue.console.rendering import templates
from segue.playbook.texts import read
from segue_tools.places import ROOT
from tests.handlers.recipe_viewers import VIEWERS, Shown, seen
from tests.recipes import all_files, recipe

STYLES = (ROOT / "layers/segue/segue/console/static/console.css").read_text()
COLOURS = re.findall(
    r"^:root \{.*?^\}|^@media \(prefers-color-scheme: dark\) \{.*?^\}$", STYLES, re.DOTALL | re.MULTILINE
)
RULES = re.findall(r"^\.(?:way|way-label|station[\w-]*)(?: [.a-z][^{]*| )\{[^}]*\}$", STYLES, re.MULTILINE)
CARDS = """
.card { fill: var(--surface); stroke: var(--line-strong) } .none { fill: none; stroke-dasharray: 4 4 }
.loud { font: 650 17px/1 var(--sans); fill: var(--ink) } .say { font: 400 13px/1 var(--sans); fill: var(--muted) }
.act { fill: var(--accent) } .do { font: 600 13px/1 var(--sans); fill: var(--accent-ink); text-anchor: middle }
"""
WIDTH, MARGIN, LINE, LOUD, QUIET = 340, 22, 24, 32, 46  # of a card: SVG units, and letters in a line
Row = tuple[str, str]  # how a line looks, and what it says


def pictures() -> Iterator[tuple[str, str]]:
    """Every picture: the name of its file and what stands in it."""
    for path, text in all_files("journeys").items():
        if path.startswith("journeys/"):
            yield f"{Path(path).stem}.svg", flow_picture(read(text).value)
    for title in VIEWERS:
        (path,) = recipe("placements", title)
        for at, one in enumerate(seen(title), start=1):
            yield f"{Path(path).stem}-{at}.svg", card(one)


def flow_picture(spec: Mapping[str, Any]) -> str:
    """What the console's page of a journey shows, in a file of its own."""
    pieces = templates().get_template("parts.html").module
    macro = vars(templates().get_template("flow.html").module)["flow"]
    (drawing,) = re.findall(r"<svg.*</svg>", str(macro(drawn(flow(spec)), {}, "")), re.DOTALL)
    icons = "".join(
        f'<symbol id="i-{one}" viewBox="0 0 24 24"><path d="{vars(pieces)["PATHS"][one]}"/></symbol>'
        for one in sorted({*re.findall(r'href="#i-([\w-]+)"', drawing)})
    )
    within = drawing.partition(">")[2].removesuffix("</svg>")
    wide, high = (round(float(one)) for one in re.findall(r'(?:width|height)="([\d.]+)"', drawing)[:2])
    return _file(wide, high, COLOURS + RULES, icons + within)


def card(one: Shown) -> str:
    """What somebody is shown, as a plain card; a dashed one where the page shows its own."""
    rows = list(_rows(one.content))
    height = 2 * MARGIN + LINE * len(rows) - LINE // 2
    looks = "card" if one.content else "card none"
    box = f'<rect class="{looks}" x="1" y="1" width="{WIDTH - 2}" height="{height - 2}" rx="10"/>'
    lines = "".join(_line(MARGIN + 12 + LINE * at, *row) for at, row in enumerate(rows))
    return _file(WIDTH, height, [*COLOURS, CARDS], box + lines)


def _rows(content: Mapping[str, Any] | None) -> Iterator[Row]:
    if content is None:
        yield "say", "The page shows its own."
        return
    yield from (("loud", one) for one in wrap(content["title"], LOUD))
    yield from (("say", one) for one in wrap(content.get("text", ""), QUIET))
    for thing in content.get("items", []):
        yield "say", f"{thing['title']}, {thing['price_text']} ({thing['reason']['words']})"
    if content.get("action"):
        yield "do", content["action"]


def _line(y: int, looks: str, words: str) -> str:
    text = f'<text class="{looks}" x="{MARGIN}" y="{y}">{escape(words)}</text>'
    if looks != "do":
        return text
    button = f'<rect class="act" x="{MARGIN}" y="{y - 17}" width="120" height="26" rx="6"/>'
    return button + text.replace(f'x="{MARGIN}"', f'x="{MARGIN + 60}"')


def _file(width: int, height: int, styles: list[str], within: str) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    lines = [line.strip() for line in f"{head}\n<style>{' '.join(styles)}</style>\n{within}</svg>".splitlines()]
    return "\n".join(one for one in lines if one) + "\n"


def main(folder: Path) -> None:
    """Writes them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pictures():
        (folder / name).write_text(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
