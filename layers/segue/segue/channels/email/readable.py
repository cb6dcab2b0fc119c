"""HTML mail as text: what a reader sees, without what they answer to."""

import re
from html.parser import HTMLParser

BREAKS = {"br", "p", "div", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"}
UNSEEN = {"script", "style", "head", "title", "template"}
QUOTED = {"blockquote"}
# What Gmail, Outlook, Yahoo, Proton and Thunderbird call the older mail under the new one.
MARKS = {
    "gmail_quote",
    "gmail_quote_container",
    "divRplyFwdMsg",
    "appendonsend",
    "yahoo_quoted",
    "protonmail_quote",
} | {
    "moz-cite-prefix",
    "OLK_SRC_BODY_SECTION",
    "mail-editor-reference-message-container",
}
SIGNATURES = {"gmail_signature", "moz-signature", "protonmail_signature_block", "Signature"}


NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>|!--.{0,2000}?-->|![a-zA-Z][^<>]*>)", re.DOTALL)


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []  # open elements from the outermost that is not read
        self.ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for key, value in attrs if key in {"class", "id"} for name in (value or "").split()}
        self.ended = self.ended or bool(names & MARKS)
        if self.hidden and tag == self.hidden[0]:
            self.hidden.append(tag)
        elif not self.hidden and (tag in UNSEEN | QUOTED or names & SIGNATURES):
            self.hidden = [tag]
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag == self.hidden[0]:
            self.hidden.pop()
        if tag in BREAKS - {"br"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden and not self.ended:
            self.parts.append(re.sub(r"\s+", " ", data))


def readable(html: str) -> str:
    """The text of a page, lines where a reader sees lines. What begins like a tag and is none is text: the library's
    parser would look for its end again and again."""
    reading = _Reading()
    reading.feed(NO_TAG.sub("&lt;", html))
    reading.close()
    lines = [" ".join(line.split()) for line in "".join(reading.parts).split("\n")]
    return "\n".join(line for place, line in enumerate(lines) if line or (place and lines[place - 1])).strip()
