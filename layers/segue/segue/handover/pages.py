"""The pages of a cart that is taken over: what is in it, and a button that opens it."""

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

from segue.errors import Invalid, TooMany
from segue.http import Answer
from segue.money import text as money
from segue.page_headers import headers_of

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>{title}</title><style>
:root{{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}}
body{{margin:0;min-height:100vh;display:grid;place-items:center;background:light-dark(#f4f2ee,#141817)}}
main{{max-width:28rem;margin:1rem;padding:2rem;border-radius:1rem;background:light-dark(#fff,#1e2422)}}
h1{{font-size:1.375rem;line-height:1.3;margin:0 0 .5rem}}p{{margin:.5rem 0 1.25rem}}
ul{{margin:1rem 0;padding:0;list-style:none}}li{{display:flex;gap:1rem;justify-content:space-between;padding:.25rem 0}}
button{{font:inherit;font-weight:600;padding:.75rem 1.25rem;border:0;border-radius:.5rem;color:#fff;background:#1f5c4d}}
button:focus-visible{{outline:3px solid #8fcbb9;outline-offset:2px}}
</style><main><h1>{title}</h1>{body}</main></html>"""
FORM = (
    '<form method="post"><input type="hidden" name="redemption" value="{word}"><button>Open it on this device</button>'
    "</form>"
)
TITLES = {404: "We do not know this link or code", 409: "This code has been used", 410: "This has ended"}
OTHERWISE = "That did not work"


def found_page(cart: Mapping[str, Any], word: str, shop: str) -> Answer:
    """What is in the cart; `word` makes a second press of the button the same as the first."""
    rows = "".join(_row(one, cart["currency"]) for one in cart["items"])
    total = f"<li><b>Together</b><b>{escape(cart['value_text'])}</b></li>"
    return _page(200, "Your cart, on this device", f"<ul>{rows}{total}</ul>{FORM.format(word=escape(word))}", shop)


def code_page(word: str, shop: str) -> Answer:
    """A code is looked at when the button is pressed, and not before."""
    body = f"<p>A code opens a cart once.</p>{FORM.format(word=escape(word))}"
    return _page(200, "Open the cart of this code?", body, shop)


def problem_page(wrong: Invalid) -> Answer:
    """What went wrong, in words."""
    words = escape(f"{wrong.detail[:1].upper()}{wrong.detail[1:]}.")
    page = _page(wrong.status, TITLES.get(wrong.status, OTHERWISE), f"<p>{words}</p>", "")
    retry = {"retry-after": str(wrong.seconds)} if isinstance(wrong, TooMany) else {}
    return Answer(page.status, page.body, {**page.headers, **retry})


def _row(one: Mapping[str, Any], currency: str) -> str:
    form = f", {one['variant']}" if one["variant"] else ""
    said = escape(f"{one['quantity']} × {one['name']}{form}")
    return f"<li><span>{said}</span><span>{escape(money(one['price'] * one['quantity'], currency))}</span></li>"


def _page(status: int, title: str, body: str, shop: str) -> Answer:
    """Browsers hold a form to its policy where the answer sends it on: so the shop's origin stands there too."""
    parts = urlsplit(shop)
    origin = f" {parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""
    headers = headers_of(PAGE, origin)
    return Answer(status, PAGE.format(title=escape(title), body=body).encode(), headers)
