"""The tags of MJML 4 and the attributes of each (https://documentation.mjml.io).

mrml copies a tag that it does not know into the page, and drops an attribute, without a word.
"""

from collections.abc import Mapping

EVERY = frozenset(["css-class", "mj-class"])


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PADDING = _words("padding padding-top padding-right padding-bottom padding-left")
BORDER = _words("border border-top border-right border-bottom border-left border-radius")
INNER = frozenset(f"inner-{one}" for one in BORDER) | {"inner-background-color"}
GROUND = _words(
    "background-color background-url background-repeat background-size background-position background-position-x"
    " background-position-y"
)
FONT = _words("color font-family font-size font-style font-weight letter-spacing line-height text-decoration")
AROUND = PADDING | {"container-background-color"}
CASE = {"text-transform"}
LINK = _words("href rel target title name")
SECTION = PADDING | BORDER | GROUND | _words("direction full-width text-align text-padding")
ICON = _words("icon-align icon-height icon-position icon-unwrapped-alt icon-unwrapped-url icon-width icon-wrapped-alt")
OPENED = ICON | _words("icon-wrapped-url border font-family")
SIDES = _words("left-icon right-icon icon-width thumbnails tb-border tb-border-radius tb-hover-border-color tb-width")
SOCIAL = _words("icon-height icon-padding icon-size text-padding border-radius align")
BURGER = _words("ico-align ico-close ico-color ico-font-family ico-font-size ico-line-height ico-open")
ICO = BURGER | _words("ico-padding ico-padding-top ico-padding-right ico-padding-bottom ico-padding-left")
ICO |= _words("ico-text-decoration ico-text-transform align base-url hamburger")

BODY: Mapping[str, frozenset[str]] = {
    "mj-body": _words("background-color width lang dir id title"),
    "mj-section": SECTION,
    "mj-wrapper": SECTION | {"gap"},
    "mj-column": PADDING | BORDER | INNER | _words("background-color direction vertical-align width"),
    "mj-group": _words("background-color direction vertical-align width"),
    "mj-hero": PADDING
    | GROUND
    | AROUND
    | _words("background-height background-width border-radius height inner-background-color mode vertical-align width")
    | frozenset(f"inner-{one}" for one in PADDING),
    "mj-text": AROUND | FONT | CASE | _words("align height vertical-align"),
    "mj-image": AROUND
    | BORDER
    | LINK
    | _words("align alt fluid-on-mobile font-size height max-height sizes src srcset usemap width"),
    "mj-button": AROUND
    | BORDER
    | FONT
    | CASE
    | LINK
    | _words("align background-color height inner-padding text-align vertical-align width"),
    "mj-divider": AROUND | _words("align border-color border-style border-width width"),
    "mj-spacer": AROUND | {"height"},
    "mj-table": AROUND
    | _words("align border cellpadding cellspacing color font-family font-size font-weight line-height role")
    | _words("table-layout vertical-align width"),
    "mj-raw": frozenset(["position"]),
    "mj-social": AROUND | FONT | SOCIAL | _words("inner-padding mode table-layout vertical-align"),
    "mj-social-element": PADDING
    | FONT
    | SOCIAL
    | LINK
    | _words("alt background-color icon-position sizes src srcset vertical-align"),
    "mj-navbar": PADDING | ICO,
    "mj-navbar-link": PADDING | FONT | CASE | LINK,
    "mj-accordion": AROUND | OPENED,
    "mj-accordion-element": OPENED | {"background-color"},
    "mj-accordion-title": PADDING | _words("background-color color font-family font-size font-weight"),
    "mj-accordion-text": PADDING | FONT | {"background-color"},
    "mj-carousel": AROUND | SIDES | _words("align border-radius tb-selected-border-color"),
    "mj-carousel-image": LINK | _words("alt border-radius src tb-border tb-border-radius thumbnails-src"),
}
ALL = frozenset(one for some in BODY.values() for one in some)
TAGS: Mapping[str, frozenset[str]] = {
    **BODY,
    "mjml": _words("owa lang dir"),
    "mj-head": frozenset(),
    "mj-attributes": frozenset(),
    "mj-all": ALL,
    "mj-class": ALL | {"name"},
    "mj-breakpoint": frozenset(["width"]),
    "mj-font": _words("name href"),
    "mj-preview": frozenset(),
    "mj-style": frozenset(["inline"]),
    "mj-title": frozenset(),
}
