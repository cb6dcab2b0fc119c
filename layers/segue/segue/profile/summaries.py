"""What an event was about, in a few words: products, an order's total, a page, a subject. Pure."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from segue.languages.numbers import money
from segue.languages.texts import ENGLISH, Phrase, _, speaking
from segue.money import currency, minor

LONGEST, BRIEF = 120, 48
OURS = re.compile(r"/(?:l|s|unsubscribe|preferences)/[\w.~-]{20,}$")  # see `messaging.links`
MOST_SECONDS = 7 * 24 * 3600  # of a call
GOODS = ("Product", "Cart", "Checkout", "Order", "Placement")
Said = Mapping[str, Any]
# What is ours in a summary.
MORE, DECIDED = _("{names} and {count} more"), _("by {actor}: {reason}")
ANSWERED, UNANSWERED, USED_UP = _("answered"), _("not answered"), _("used up about {due}")
CHURN, MADE_BY = _("{share} % probable that nothing more is bought soon"), _("by the model of {model}")
HELD_OUT, VARIANT = _("held out: gets none of it"), _("variant {variant}")
AUTHORS = {"bot": _("bot: {said}"), "system": _("system: {said}")}


class Words(NamedTuple):
    """A text with what stands in its fields."""

    text: Phrase
    fields: Said


def summary(title: str, said: Said) -> str:
    """A few words about an event of this title with these properties; empty where there is nothing to say."""
    found = [part(said) for part in PARTS.get(title.partition(" ")[0], (_page, _subject))]
    parts = [one if isinstance(one, str) else one.text.format(**one.fields) for one in found]
    return " · ".join(part for part in parts if part)[:LONGEST]


def goods(title: str, said: Said) -> str:
    """At most 48 characters about products, carts, orders and placements alone: what may stand where no personal data
    may, and is kept, so in English."""
    with speaking(ENGLISH):
        words = summary(title, said) if title.partition(" ")[0] in GOODS else ""
    return words if len(words) <= BRIEF else words[: BRIEF - 1].rstrip() + "…"


def _product(said: Said) -> str:
    return _text(said.get("name") or said.get("product_id") or said.get("sku"))


def _products(said: Said) -> str | Words:
    found = said.get("products")
    names = [_product(one) for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
    first = ", ".join(name for name in names[:2] if name)
    return Words(MORE, {"names": first, "count": len(names) - 2}) if len(names) > 2 else first


def _placement(said: Said) -> str:
    return _text(said.get("placement"))


def _price(said: Said) -> str:
    return _money(said.get("price"), said)


def _total(said: Said) -> str:
    return _money(next((said[name] for name in ("total", "revenue", "value") if said.get(name)), None), said)


def _money(amount: Any, said: Said) -> str:
    code = currency(said.get("currency"))
    cents = minor(amount, code) if amount is not None else 0
    return money(cents, code) if cents else ""


def _search(said: Said) -> str:
    return _text(said.get("query") or said.get("category"))


def _subject(said: Said) -> str:
    return _text(said.get("subject") or said.get("email_subject"))


def _link(said: Said) -> str:
    """Where it led; nothing for a link of ours that is for one customer alone, since its token says nothing."""
    place = _text(said.get("link_url")).partition("?")[0]
    return "" if OURS.search(place) else place


def _decided(said: Said) -> str | Words:
    fields = {"actor": _text(said.get("actor")), "reason": _text(said.get("reason"))}
    return Words(DECIDED, fields) if said.get("reason") else ""


def _page(said: Said) -> str:
    return _text(said.get("title") or said.get("path"))


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _said(said: Said) -> str:
    return _text(said.get("text") or said.get("message") or said.get("message_body"))


def _turn(said: Said) -> str | Words:
    words, author = _said(said), _text(said.get("author"))
    if words and author in AUTHORS:
        return Words(AUTHORS[author], {"said": words})
    by = f"{author}:" if author not in ("", "customer", "agent") else ""
    return f"{by} {words}".strip() or _subject(said)


def _lasted(said: Said) -> str:
    seconds = _number(said.get("duration"))
    return f"{int(seconds) // 60}:{int(seconds) % 60:02} min" if seconds and 0 <= seconds < MOST_SECONDS else ""


def _outcome(said: Said) -> str | Words:
    if isinstance(said.get("answered"), bool):
        return Words(ANSWERED if said["answered"] else UNANSWERED, {})
    return _text(said.get("outcome") or said.get("status"))


def _score(said: Said) -> str:
    kind, score = _text(said.get("survey")), _number(said.get("score"))
    return kind.upper() if score is None else f"{kind.upper()} {score:g}".strip()


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _comment(said: Said) -> str:
    return _text(said.get("comment"))


def _used_up(said: Said) -> str | Words:
    return Words(USED_UP, {"due": _text(said.get("due"))[:10]}) if said.get("due") else ""


def _churn(said: Said) -> str | Words:
    part = said.get("churn")
    share = _number(part.get("probability")) if isinstance(part, Mapping) else None
    return "" if share is None else Words(CHURN, {"share": f"{100 * share:.0f}"})


def _made_by(said: Said) -> str | Words:
    return Words(MADE_BY, {"model": _text(said.get("model"))}) if said.get("model") else ""


def _experiment(said: Said) -> str:
    return _text(said.get("experiment_name") or said.get("experiment_id")).replace(":", " ")


def _variant(said: Said) -> str | Words:
    variant = _text(said.get("variation_name") or said.get("variation_id"))
    return _arm(variant, variant == "holdout")


def _shown(said: Said) -> str | Words:
    return _arm(_text(said.get("variant")), said.get("holdout") is True)


def _arm(variant: str, held: bool) -> str | Words:
    if held:
        return Words(HELD_OUT, {})
    return Words(VARIANT, {"variant": variant}) if variant else ""


PARTS: dict[str, tuple[Callable[[Said], str | Words], ...]] = {
    "Product": (_product, _price),
    "Products": (_search,),
    "Cart": (_products, _total),
    "Checkout": (_products, _total),
    "Order": (_products, _total),
    "Email": (_subject, _link),
    "Profile": (_decided,),
    "Conversation": (_turn,),
    "Live": (_turn,),
    "Call": (_lasted, _outcome),
    "Survey": (_score, _comment),
    "Replenishment": (_product, _used_up),
    "Predictions": (_churn, _made_by),
    "Experiment": (_experiment, _variant),
    "Placement": (_placement, _shown),
}
