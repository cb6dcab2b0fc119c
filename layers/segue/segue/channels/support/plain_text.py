"""HTML reduced to its words, in time that grows with its length alone: the markup is a stranger's."""

import re
from html import unescape

TAG = re.compile(r"(<[/!?a-zA-Z][^<>]*>)")
NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
BREAKS = frozenset(["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "table"])
SILENT = frozenset(["script", "style", "head", "title"])


def plain(html: str) -> str:
    """The words of some HTML, one line per block and none empty."""
    found, silent = list[str](), ""
    for place, part in enumerate(TAG.split(html)):
        name = _name(part) if place % 2 else ""
        if silent:
            silent = "" if name == silent and part.startswith("</") else silent
        elif name in SILENT:
            silent = name if not part.startswith("</") else ""
        else:
            found.append(_shown(part, name, place % 2 == 1))
    lines = (one.strip() for one in "".join(found).split("\n"))
    return "\n".join(one for one in lines if one)


def _name(tag: str) -> str:
    named = NAME.match(tag)
    return named[1].lower() if named else ""


def _shown(part: str, name: str, tag: bool) -> str:
    """Text as it reads; of a tag a break, or the words that stand for a picture: desks write emoji so."""
    if not tag:
        return re.sub(r"\s+", " ", unescape(part))
    described = ALT.search(part) if name == "img" else None
    return "\n" if name in BREAKS else unescape(described[1] or described[2] or "") if described else ""
