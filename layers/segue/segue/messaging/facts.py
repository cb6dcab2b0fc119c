"""Facts: what a message may say of its reader, of what it is about, and of the shop.

Products stand in the catalog, and are looked up where a template asks for them by name; links and pictures are those
that the policy lets stand in a message.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from segue.catalog.items import Item, item_of
from segue.facets.activity import whole
from segue.messages import Message
from segue.messaging.locales import comma
from segue.messaging.policies import Policy
from segue.messaging.sensitive import Unseal, traits_for, unopened
from segue.money import text as money
from segue.profile.answers import cart_answer, order_answer
from segue.profile.profiles import Profile
from segue.profile.researching import told as researched
from segue.recommending.wishes import Wish
from segue.times import Millis

MOST = 3  # names of interests, and products that are looked up of a kind
VIEWED = "Product Viewed"
Row = dict[str, Any]
# What is recommended to a person at a moment: `recommending.serving.Shown`, best first.
Serve = Callable[[Profile, Wish, Millis], Sequence[Any]]


def unknown(identity: str) -> Item:
    """A catalog that knows nothing."""
    return item_of("product", identity, ())


def nothing(_profile: Profile, _wish: Wish, _now: Millis) -> Sequence[Any]:
    """A shop that recommends nothing."""
    return ()


@dataclass(frozen=True)
class Facts:
    """`catalog` answers what the shop says of a product, `serve` what is recommended; `locale` is the language that
    money is written in, `now` when it is read. `unseal` opens sensitive traits that the texts name."""

    policy: Policy
    catalog: Callable[[str], Item | None] = unknown
    locale: str = ""
    serve: Serve = nothing
    now: Millis = 0
    unseal: Unseal = unopened

    def of(self, message: Message, profile: Profile, now: Millis, texts: Iterable[str]) -> Row:
        """The facts for a message whose template has these texts."""
        once = replace(self, catalog=cache(self.catalog), locale=message.locale, now=now)
        words = {word for text in texts for word in re.findall(r"\w+", text)}
        known = {
            "person": {
                "traits": traits_for(profile, words, self.unseal),
                "interests": interests_of(profile),
                "research": researched(profile, now),
            },
            "cart": once._cart(message, profile, now),
            "order": once._order(message, profile),
            "run": {"data": dict(message.data)},
            "shop": self.policy.shop,
            "locale": message.locale,
        }
        return known | {name: make(once, message, profile) for name, make in LOOKED_UP.items() if name in words}

    def product(self, message: Message, _profile: Profile) -> Row:
        """What the signal that began the run was about; by its title alone where the catalog does not know it."""
        said = message.data
        found = self._rows([str(said.get("product") or "")])
        return found[0] if found else {**BLANK, "name": str(said.get("title") or "")}

    def products(self, message: Message, profile: Profile) -> list[Row]:
        """The same as a list of one."""
        return [self.product(message, profile)]

    def viewed(self, _message: Message, profile: Profile) -> list[Row]:
        """What was looked at last and can be bought, newest first."""
        return self._rows(viewed_of(profile), sold_out)

    def accessories(self, message: Message, profile: Profile) -> list[Row]:
        """What goes with the product that it is about, or with what was looked at last, and can be bought; else what it
        takes for what they are reading up on."""
        about = [str(message.data["product"])] if message.data.get("product") else viewed_of(profile)
        items = [self.catalog(one) for one in about[:MOST]]
        named = [name for one in items if one for name in one.fields.get("accessories") or ()]
        found = self._rows((one for one in named if one not in about), sold_out)
        if found:
            return found
        wish = Wish("researched", most=MOST, locale=self.locale)
        return [self._row(one.item) for one in self.serve(profile, wish, self.now)]

    def recommended(self, message: Message, profile: Profile) -> list[Row]:
        """What may suit: beside what it is about, else for them."""
        wish = Wish(most=MOST, product=str(message.data.get("product") or ""))
        return [self.recommended_row(one) for one in self.serve(profile, wish, self.now)]

    def to_read(self, message: Message, profile: Profile) -> list[Row]:
        """Content about what is in the order that it is about; else about the product, or what they are reading up
        on."""
        ordered = [one["product_id"] for one in self._order(message, profile)["items"]]
        about = ordered[:MOST] or [str(message.data.get("product") or "")]
        usual = Wish("for_you", "content", MOST, locale=self.locale)
        wishes = [usual._replace(kind="completes", product=one) if one else usual for one in about]
        rows = [row for one in wishes for row in self.serve(profile, one, self.now)]
        return [self.recommended_row(one) for one in {one.item.id: one for one in rows}.values()][:MOST]

    def recommended_row(self, one: Any) -> Row:
        """A product or a piece of content with the reason why."""
        from segue.recommending.answers import answer  # for whoever recommends

        told = answer(one, self.policy.ours, self.locale, comma(self.locale))
        return {**self._row(one.item), "price_text": told["price_text"], "reason": told["reason"]}

    def _cart(self, message: Message, profile: Profile, now: Millis) -> Row:
        carts = [one for one in profile.carts_at(now) if one.id == message.key]
        told = [self._linked(cart_answer(one)) | {"checkout": bool(one.checkout)} for one in carts]
        return told[0] if told else {"items": [], "url": "", "checkout": False}

    def _order(self, message: Message, profile: Profile) -> Row:
        return self.order((message.key, message.data.get("order")), profile)

    def order(self, named: Container[Any], profile: Profile) -> Row:
        """The order of a person with one of some ids; one of no items where there is none."""
        rows = [one for one in profile.order_rows if one["id"] in named]
        return self._linked({**order_answer(rows[0]), "url": ""}, rows[0]["lines"]) if rows else {"items": []}

    def _rows(self, identities: Iterable[str], leave: Callable[[Item], Any] = lambda one: one.gone) -> list[Row]:
        """Of the first few the ones that the shop has, less what `leave` is true of."""
        wanted = [one for one in dict.fromkeys(identities) if one][:MOST]
        items = [self.catalog(one) for one in wanted]
        return [self._row(one) for one in items if one and one.fields and not leave(one)]

    def _row(self, item: Item) -> Row:
        said = item.fields
        price, code = said.get("price"), str(said.get("currency") or "")
        return {
            **BLANK,
            "product_id": item.id,
            "name": str(said.get("title") or item.id),
            "price_text": "" if price is None else self._money(price, code),
            "url": self.policy.ours(str(said.get("url") or "")),
            "image_url": self.policy.ours(str(said.get("picture") or "")),
            "categories": [str(one) for one in said.get("categories") or ()],
        }

    def _linked(self, about: Row, lines: Iterable[Any] = ()) -> Row:
        """A cart or an order with only those links and pictures that may stand in a message."""
        ours = self.policy.ours
        items = [one | {"url": ours(one["url"]), "image_url": ours(one["image_url"])} for one in about["items"]]
        kinds = [line[8] for line in lines] or [""] * len(items)
        items = [one | {"category": kind} for one, kind in zip(items, kinds, strict=True)]
        code = about["currency"]
        items = [one | {"price_text": self._money(one["price"], code)} for one in items]
        sums = {f"{name}_text": self._money(about[name], code) for name in ("value", "total") if name in about}
        return about | sums | {"items": items, "url": ours(about["url"])}

    def _money(self, cents: int, code: str) -> str:
        return money(cents, code, comma=comma(self.locale))


BLANK: Mapping[str, Any] = {
    **dict.fromkeys(("product_id", "name", "price_text", "url", "image_url", "variant"), ""),
    "categories": [],
}
# By the word that a template asks with.
LOOKED_UP: Mapping[str, Callable[[Facts, Message, Profile], Any]] = {
    "product": Facts.product,
    "products": Facts.products,
    "viewed": Facts.viewed,
    "accessories": Facts.accessories,
    "recommended": Facts.recommended,
    "to_read": Facts.to_read,
}


def sold_out(item: Item) -> bool:
    """Whether nobody can buy it now."""
    from segue.recommending.exclusions import unsellable  # for whoever shows products

    return unsellable(item) is not None


def interests_of(profile: Profile) -> dict[str, list[str]]:
    """{"categories" | "brands" | "features": names, the strongest first}."""
    scores = profile.interest_scores.items()
    return {kind: sorted(names, key=lambda one: (-names[one], one))[:MOST] for kind, names in scores}


def viewed_of(profile: Profile) -> list[str]:
    """The products that were looked at last, by their ids, newest first."""
    done = profile.whole.get("activity", {}).get(VIEWED, {"l": []})
    return list(dict.fromkeys(product for one in reversed(done["l"]) if (product := whole(one)[1])))
