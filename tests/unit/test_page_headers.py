"""Pages that customers open: no script, and no style but the page's own, which the header names by its hash."""

import base64
import hashlib
import re

import pytest

from segue.handover.pages import Paper, code_page
from segue.http import Request
from segue.messaging.public_pages import lost, page

PAGES = [
    lost(Request("GET", "/u/x")),
    page("en", "Title", "<p>Words</p>", "Shop"),
    code_page("w", Paper("en", "Shop", "https://shop.example")),
]


@pytest.mark.parametrize("one", PAGES)
def test_the_only_style_is_the_one_that_the_header_names_and_there_is_no_script(one):
    html = one.body.decode()
    (style,) = re.findall("<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = one.headers["content-security-policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert not [word for word in ("<script", " style=", "onclick", "unsafe-inline") if word in html + policy]
    assert all(word in policy for word in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"))
    assert (one.headers["x-content-type-options"], one.headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_a_form_may_lead_to_the_shop_where_the_answer_sends_it_on():
    assert PAGES[-1].headers["content-security-policy"].endswith("form-action 'self' https://shop.example")
