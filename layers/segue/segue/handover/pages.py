"""The pages of a cart that is taken over: what is in it, and a button that opens it."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from segue.errors import Invalid, TooMany
from segue.handover.page_texts import TEXTS
from segue.http import Answer
from segue.messaging.public_pages import leading_to, page
from segue.money import text as money

FORM = (
    '<form method="post"><input type="hidden" name="redemption" value="{word}">'
    '<p class="actions"><button>{open}</button></p></form>'
)


class Paper(NamedTuple):
    """What a page is written on: its language, the shop's name, and the address of the shop's cart page."""

    language: str
    shop: str = ""
    cart_page: str = ""


def found_page(cart: Mapping[str, Any], word: str, paper: Paper) -> Answer:
    """What is in the cart; `word` makes a second press of the button the same as the first."""
    texts = TEXTS[paper.language]
    rows = "".join(_row(one, cart["currency"]) for one in cart["items"])
    total = f"<li><b>{escape(texts['together'])}</b><b>{escape(cart['value_text'])}</b></li>"
    return _page(paper, texts["found"], f'<ul class="lines">{rows}{total}</ul>{_form(word, texts)}')


def code_page(word: str, paper: Paper) -> Answer:
    """A code is looked at when the button is pressed, and not before."""
    texts = TEXTS[paper.language]
    return _page(paper, texts["code"], f"<p>{escape(texts['once'])}</p>{_form(word, texts)}")


def problem_page(wrong: Invalid, paper: Paper) -> Answer:
    """What went wrong, in words of the reader's language."""
    texts = TEXTS[paper.language]
    known = str(wrong.status) if str(wrong.status) in texts else "wrong"
    shown = _page(paper, texts[known], f"<p>{escape(texts[f'{known}.text'])}</p>")
    retry = {"retry-after": str(wrong.seconds)} if isinstance(wrong, TooMany) else {}
    return replace(shown, status=wrong.status, headers={**shown.headers, **retry})


def _form(word: str, texts: Mapping[str, str]) -> str:
    return FORM.format(word=escape(word), open=escape(texts["open"]))


def _row(one: Mapping[str, Any], currency: str) -> str:
    form = f", {one['variant']}" if one["variant"] else ""
    said = escape(f"{one['quantity']} × {one['name']}{form}")
    return f"<li><span>{said}</span><span>{escape(money(one['price'] * one['quantity'], currency))}</span></li>"


def _page(paper: Paper, title: str, body: str) -> Answer:
    """Browsers hold a form to its policy where the answer sends it on: so the shop's origin stands there too."""
    parts = urlsplit(paper.cart_page)
    shown = page(paper.language, title, body, paper.shop)
    known = parts.scheme in ("http", "https") and parts.netloc
    return leading_to(f"{parts.scheme}://{parts.netloc}", shown) if known else shown
