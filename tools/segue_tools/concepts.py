"""The small pictures of docs/concepts.md, one a concept: `python -m segue_tools.concepts` writes them.

What is drawn stands in `tools/concepts.yaml`: boxes, arrows and words on a grid of 20 by 20 points. Colours follow the
reader's light or dark, and mean the same everywhere: green is what works, yellow what is kept, violet what is written
by people, a broken line what is outside or no more.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

import yaml

from segue_tools.places import ROOT

DRAWN = ROOT / "tools" / "concepts.yaml"
FOLDER = ROOT / "docs" / "images" / "concepts"
GRID, WIDTH, ROUND = 20, 720, 8
FONT = "system-ui,-apple-system,Segoe UI,Helvetica,Arial,sans-serif"
STYLE = """text{fill:#1d2b28;font-size:14px;font-weight:600;text-anchor:middle}
.s{fill:#4c5a56;font-size:12px;font-weight:400}
rect{stroke-width:1.5;fill:#e3f1ec;stroke:#1f5c4d}.kept{fill:#fff7e3;stroke:#a97f16}.written{fill:#eceaf8;stroke:#5a50a0}
.outside{fill:none;stroke:#7a807d;stroke-dasharray:5 4}path{fill:none;stroke:#4c5a56;stroke-width:1.5}
.to{marker-end:url(#a)}.broken{stroke-dasharray:5 4}marker path{fill:#4c5a56;stroke:none}
@media(prefers-color-scheme:dark){text{fill:#e8eeec}.s{fill:#b4c1bc}rect{fill:#173a31;stroke:#5fb59c}
.kept{fill:#3a2f12;stroke:#d3a83a}.written{fill:#262246;stroke:#9a90e0}.outside{fill:none;stroke:#8a8f8c}
path{stroke:#b4c1bc}marker path{fill:#b4c1bc}}"""
POINT = (
    '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0 L8 4 L0 8 z"/></marker></defs>'
)


def written() -> dict[str, str]:
    """Each picture as it should be, by the name of its concept."""
    return {name: picture(one) for name, one in drawn().items()}


def drawn() -> dict[str, dict[str, Any]]:
    """What is drawn, by concept: `title`, `told` for who cannot see it, `high`, `boxes`, `lines`, `words`."""
    return yaml.safe_load(DRAWN.read_text())


def picture(one: dict[str, Any]) -> str:
    """One picture as SVG."""
    head = f'viewBox="0 0 {WIDTH} {one["high"] * GRID}" role="img" aria-labelledby="t d" font-family="{FONT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {head}>',
        f'<title id="t">{escape(one["title"])}</title><desc id="d">{escape(one["told"])}</desc>',
        f"<style>{STYLE}</style>{POINT}",
        *(_line(*said) for said in one.get("lines", ())),
        *(part for said in one["boxes"] for part in _box(*said)),
        *(_words(x, y, said, "s") for x, y, said in one.get("words", ())),
    ]
    return "\n".join([*parts, "</svg>", ""])


def _box(place: list[float], kind: str, name: str, below: str = "") -> Iterator[str]:
    x, y, wide, high = (GRID * one for one in place)
    yield f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="{ROUND}"/>'
    middle = y + high / 2
    yield _words((x + wide / 2) / GRID, (middle - 3 if below else middle + 5) / GRID, name)
    if below:
        yield _words((x + wide / 2) / GRID, (middle + 15) / GRID, below, "s")


def _line(kind: str, *points: list[float]) -> str:
    way = " L".join(f"{GRID * x:g} {GRID * y:g}" for x, y in points)
    return f'<path class="{kind}" d="M{way}"/>'


def _words(x: float, y: float, said: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{GRID * x:g}" y="{GRID * y:g}">{escape(said)}</text>'


def main() -> None:
    """Writes all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in written().items():
        (FOLDER / f"{name}.svg").write_text(text)


if __name__ == "__main__":
    main()
