"""Reads a page as a browser does: which elements, attributes and addresses arise."""

from html.parser import HTMLParser

LEADING = {"href", "src", "action", "formaction", "hx-get", "hx-post", "data-href", "poster", "srcset"}


class Seen(HTMLParser):
    """`tags` and `attributes` by name, `addresses` that a click or a load would go to, `bare` scripts in the page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.bare = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Every element, whether it is closed or not."""
        named = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= set(named)
        self.addresses += [value for name, value in named.items() if name in LEADING]
        self.bare += tag == "script" and "src" not in named

    @property
    def scripts(self) -> list[str]:
        """Addresses that are programs."""
        schemes = ("javascript:", "data:", "vbscript:")
        return [one for one in self.addresses if "".join(one.split()).lower().startswith(schemes)]
