"""The pages of the site: `docs/` as it lies, and after it whatever it links to in the repository.

Links between files are written for a forge. Here each leads to the page that the file has in the site: what is in
`docs/` under its own name, an index as `index.md`, anything else under `repository/`, source text as a page that shows
it and a folder as the list of what is in it. So the site is whole without any address of a forge.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from segue_tools.places import ROOT
from segue_tools.site.contents import DOCS

ELSEWHERE = "repository"  # where what is outside of `docs/` stands
AS_THEY_ARE = {".png", ".svg", ".webp", ".json"}  # of docs/: handed on
LANGUAGES = {".py": "python", ".sql": "sql", ".json": "json", ".yaml": "yaml", ".js": "js", ".mjs": "js"}
UNSEARCHED = "---\nsearch:\n  exclude: true\n---\n"
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)
TARGET = re.compile(r"(\]\()([^)\s]+)(\))")
HREF = re.compile(r"(href=\")([\w./-]+)(\")")  # of a page that is HTML already


def place(file: Path) -> Path:
    """Where a file or folder of the repository stands among the pages."""
    own = file.relative_to(DOCS) if file.is_relative_to(DOCS) else ELSEWHERE / file.relative_to(ROOT)
    if file.is_dir():
        return place(file / "README.md") if (file / "README.md").exists() else own / "index.md"
    if file.name == "README.md":
        return own.with_name("index.md")
    shown = file.suffix == ".md" or own.parts[0] != ELSEWHERE
    return own if shown else own.with_name(f"{own.name}.md")


def stage(folder: Path) -> None:
    """Write every page into a folder, beginning with those of `docs/`."""
    shutil.rmtree(folder, ignore_errors=True)
    done, rest = set[Path](), [one for one in sorted(DOCS.rglob("*")) if one.is_file()]
    while rest:
        one = rest.pop()
        if one not in done:
            done.add(one)
            rest += _write(one, folder)


def page(file: Path) -> str:
    """What a page says: the text with its links led to pages, or a page around what is none."""
    if file.is_dir():
        return _listing(file)
    if file.suffix == ".md":
        return _led(file.read_text(), file)
    if _links_of(file) is HREF:
        return HREF.sub(lambda found: _link(found, file).replace(".md", ".html"), file.read_text())
    language = LANGUAGES.get(file.suffix, "text")
    return f"{UNSEARCHED}# {file.relative_to(ROOT)}\n\n````{language}\n{file.read_text().rstrip()}\n````\n"


def leads_to(file: Path) -> Iterator[Path]:
    """What of the repository a page links to. A link to what is not there is left for the generator to find."""
    if file.is_dir():
        yield from _inside(file)
        return
    links = _links_of(file)
    told = links.findall(CODE.sub("", file.read_text())) if links else ()
    found = [(file.parent / one.partition("#")[0]).resolve() for _, one, _ in told if not _outward(one)]
    yield from (one for one in found if one.exists())


def _write(file: Path, folder: Path) -> list[Path]:
    """One page; answers what it links to."""
    file = file / "README.md" if (file / "README.md").exists() else file
    to = folder / place(file)
    to.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix in AS_THEY_ARE and file.is_relative_to(DOCS):
        shutil.copyfile(file, to)
        return []
    to.write_text(page(file))
    return list(leads_to(file))


def _links_of(file: Path) -> re.Pattern[str] | None:
    """How links look in a page; None for what is shown as source text."""
    if file.suffix == ".md":
        return TARGET
    return HREF if file.suffix == ".html" and file.is_relative_to(DOCS) else None


def _led(text: str, file: Path) -> str:
    """A text whose links lead to pages; code stays as it is."""
    return _outside_code(text, lambda said: TARGET.sub(lambda found: _link(found, file), said))


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    parts, at = list[str](), 0
    for code in CODE.finditer(text):
        parts += [change(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, change(text[at:])])


def _link(found: re.Match[str], file: Path) -> str:
    target, _, anchor = found[2].partition("#")
    if _outward(found[2]) or not target:
        return found[0]
    to = place((file.parent / target).resolve())
    return f"{found[1]}{os.path.relpath(to, place(file).parent)}{'#' * bool(anchor)}{anchor}{found[3]}"


def _outward(target: str) -> bool:
    """Whether a link leads to another site or stays on its own page."""
    return target.startswith("#") or bool(re.match(r"[a-z]+:", target))


def _listing(folder: Path) -> str:
    rows = [f"- [{_title(one)}]({os.path.relpath(place(one), place(folder).parent)})\n" for one in _inside(folder)]
    return f"# {folder.name.capitalize()}\n\nWhat is in `{folder.relative_to(ROOT)}`.\n\n{''.join(rows)}"


def _inside(folder: Path) -> list[Path]:
    return [one for one in sorted(folder.iterdir()) if one.is_file() and one.suffix != ".pyc"]


def _title(file: Path) -> str:
    """The heading of a text; the name of anything else."""
    head = re.match(r"# (.+)", file.read_text()) if file.suffix == ".md" else None
    return head[1] if head else file.name
