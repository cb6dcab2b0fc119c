"""The frame of the pages that customers open from a message: no script, no cookie, nothing from elsewhere; for small
and large screens, light and dark, for keyboard and screen reader."""

from dataclasses import replace
from html import escape

from segue.http import Answer, Request
from segue.messaging.page_texts import TEXTS, spoken
from segue.page_headers import headers_of

PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{title}</title><style>
:root{{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif;--ink:light-dark(#1d2b28,#e8edeb);
--quiet:light-dark(#55635f,#a9b8b3);--line:light-dark(#dcd8d0,#35403c);--card:light-dark(#fff,#1e2422);
--brand:light-dark(#1f5c4d,#8fcbb9);--on-brand:light-dark(#fff,#10201b)}}
*{{box-sizing:border-box}}
body{{margin:0;min-height:100vh;display:grid;place-items:center;color:var(--ink);
background:light-dark(#f4f2ee,#141817)}}
main{{width:min(34rem,100% - 2rem);margin:1rem;padding:clamp(1.25rem,5vw,2rem);border-radius:1rem;
background:var(--card)}}
h1{{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem;text-wrap:balance}}p{{margin:.5rem 0 1.25rem}}
.shop,small,.quiet{{color:var(--quiet)}}.shop{{margin:0 0 .5rem;font-size:.875rem;letter-spacing:.03em}}
small{{display:block;font-size:.875rem;line-height:1.4}}
fieldset{{border:0;border-top:1px solid var(--line);margin:0;padding:1rem 0}}
legend{{float:left;width:100%;padding:0;margin:0 0 .25rem;font-weight:600}}
legend::first-letter{{text-transform:uppercase}}
fieldset>:not(legend){{clear:both}}
.row{{display:flex;align-items:center;justify-content:space-between;gap:1rem;min-height:2.75rem;padding:.375rem 0}}
.choice{{display:flex;align-items:center;gap:.75rem;min-height:2.75rem}}
.choice span::first-letter{{text-transform:uppercase}}
input[type=radio]{{accent-color:var(--brand);width:1.25rem;height:1.25rem;margin:0;flex:none}}
.switch{{appearance:none;flex:none;width:3rem;height:1.75rem;margin:0;border-radius:1rem;border:2px solid var(--quiet);
background:transparent;position:relative;cursor:pointer}}
.switch::after{{content:"";position:absolute;inset:.1875rem auto auto .1875rem;width:1.125rem;height:1.125rem;
border-radius:50%;background:var(--quiet)}}
.switch:checked{{background:var(--brand);border-color:var(--brand)}}
.switch:checked::after{{left:auto;right:.1875rem;background:var(--on-brand)}}.switch:disabled{{opacity:.5;cursor:default}}
@media(prefers-reduced-motion:no-preference){{.switch,.switch::after{{transition:background-color .15s}}}}
@media(forced-colors:active){{.switch{{appearance:auto}}}}
select,input[name=code],button{{font:inherit;min-height:2.75rem;border-radius:.5rem}}
select,input[name=code]{{width:100%;padding:0 .75rem;border:1px solid var(--quiet);background:var(--card);
color:inherit}}
button{{font-weight:600;padding:.5rem 1.25rem;border:2px solid var(--brand);color:var(--on-brand);
background:var(--brand)}}
button.second{{color:var(--brand);background:transparent}}
.actions{{display:flex;flex-wrap:wrap;gap:.75rem;padding-top:.5rem}}a{{color:var(--brand)}}
:focus-visible{{outline:3px solid light-dark(#1a73e8,#8ab4f8);outline-offset:2px}}
[role=status],[role=alert]{{padding:.75rem 1rem;border-radius:.5rem;background:light-dark(#e3f1ec,#23423a)}}
label+:is(select,textarea){{margin-top:.375rem}}.lines{{margin:1rem 0;padding:0;list-style:none}}
.lines li{{display:flex;gap:1rem;justify-content:space-between;padding:.375rem 0}}
.lines li:last-child{{border-top:1px solid var(--line);margin-top:.375rem;padding-top:.75rem}}
.lines li>:last-child{{white-space:nowrap}}
nav{{margin-top:1.5rem;display:flex;gap:1rem;font-size:.875rem}}
</style><main>{shop}<h1>{title}</h1>{body}</main></html>"""


def page(language: str, title: str, body: str, shop: str = "") -> Answer:
    """A page; `title` and `shop`, the name that stands above it, are plain text, `body` is HTML."""
    above = f'<p class="shop">{escape(shop)}</p>' if shop else ""
    said = PAGE.format(language=escape(language), title=escape(title), shop=above, body=body)
    return Answer(200, said.encode(), {**headers_of(PAGE), "content-language": language})


def leading_to(origin: str, shown: Answer) -> Answer:
    """The same page with forms that may lead there as well."""
    return replace(shown, headers={**shown.headers, **headers_of(PAGE, f" {origin}")})


def lost(request: Request) -> Answer:
    """Where a link is not one of ours, in the language of the browser: nothing is known of the reader."""
    language = spoken((), request.headers.get("accept-language", ""), "")
    texts = TEXTS[language]
    return replace(page(language, texts["lost.title"], f"<p>{escape(texts['lost.text'])}</p>"), status=404)
