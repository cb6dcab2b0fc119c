"""The plain-text part of a mail, where nobody wrote one, out of its MJML, when the playbook is applied.

Liquid stays where it was, so that it is rendered as the text that it is; links stand behind their words.
"""

from collections.abc import Sequence
from html.parser import HTMLParser

from segue.messaging.masks import Mask, masked

BLOCKS = frozenset(["mj-text", "mj-button", "mj-divider", "mj-social", "mj-navbar", "mj-table", "mj-raw", "mj-section"])
BLOCKS |= {"p", "div", "tr", "ul", "ol", "h1", "h2", "h3", "h4"}
SILENT = frozenset(["mj-head", "style", "script", "title"])  # nothing of these is read, but `{% assign %}` counts
LINKED = frozenset(["a", "mj-button", "mj-navbar-link", "mj-social-element"])
SHAPES = {"br": "\n", "li": "\n- ", "td": " ", "th": " ", "mj-divider": "\n\n---\n\n", "hr": "\n\n---\n\n"}


def plain(mjml: str) -> str:
    """The words of a mail as Liquid: blocks with an empty line between them, `Back to your cart: {{ cart.url }}`."""
    hidden = masked(mjml)
    reader = _Reader(hidden)
    reader.feed(hidden.text)
    reader.close()
    return hidden.back(_tidy("".join(reader.said))) + "\n"


class _Reader(HTMLParser):
    """Goes through the tags once."""

    def __init__(self, hidden: Mask) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden = hidden
        self.said: list[str] = []
        self.silent = 0
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """A tag opens."""
        self.silent += tag in SILENT
        self._begin(tag)
        if tag in LINKED:
            self.links.append((dict(attrs).get("href") or "", len(self.said)))

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """A tag that holds nothing; what acts in its attributes may be needed later."""
        self._begin(tag)
        self.said.append(self.hidden.acting("".join(value or "" for _, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        self.silent -= tag in SILENT and self.silent > 0
        if tag in LINKED and self.links:
            self._link(*self.links.pop(), inline=tag == "a")
        if tag in BLOCKS:
            self.said.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Words, whose breaks mean nothing in HTML."""
        words = self.hidden.acting(data) if self.silent else " ".join(data.split("\n"))
        self.said.append(words)

    def _begin(self, tag: str) -> None:
        if not self.silent:
            self.said.append(SHAPES.get(tag, "\n\n" if tag in BLOCKS else ""))

    def _link(self, address: str, since: int, *, inline: bool) -> None:
        """Between words a link stands in angle brackets (RFC 3986, appendix C)."""
        words = "".join(self.said[since:]).strip()
        shape = "{words} <{address}>" if inline else "{words}: {address}"
        if address and address != words and not self.silent:
            self.said[since:] = [shape.format(words=words, address=address) if words else address]


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    kept = [line for at, line in enumerate(lines) if line or lines[at - 1]]
    return "\n".join(kept)
