"""Previewing: a message as one person would get it, and what is worth knowing of it. Nothing is sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from segue.contact_points import CHANNELS
from segue.errors import Refused
from segue.languages.texts import _
from segue.messaging.coupons import COUPON, PRETENDED
from segue.messaging.facts import Facts
from segue.messaging.languages import person_locale
from segue.messaging.links import leading
from segue.messaging.making import PREVIEW
from segue.messaging.notes import CLIPPED
from segue.messaging.pretending import about
from segue.messaging.rendering import render
from segue.messaging.sms import Size, size
from segue.messaging.templates import Kept, locale_for, pick
from segue.profile.profiles import Profile
from segue.times import Millis

SMS = "sms"  # the part that is paid by its length


@dataclass(frozen=True)
class Wanted:
    """On which channel; "" for the person's own language and the usual style."""

    channel: str
    locale: str = ""
    variant: str = ""


@dataclass(frozen=True)
class Shown:
    """What the person would read: parts, what a mailbox shows behind the subject, how much it is and what to know."""

    channel: str
    locale: str
    variant: str
    parts: Mapping[str, str]
    preview: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)  # bytes by part
    sms: Size | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Previewing:
    """`unsubscribe` stands where the way out will: it opts nobody out."""

    facts: Facts
    unsubscribe: str

    def show(self, template: Kept, profile: Profile, wanted: Wanted, now: Millis) -> Shown:
        """Raises Refused("no-such-template", "nothing-to-say", "template-error")."""
        spoken = wanted.locale or person_locale(profile)
        texts = pick(template, wanted.channel, spoken, wanted.variant)
        if not texts:
            raise Refused("no-such-template", _("it says nothing on {channel}").format(channel=wanted.channel))
        message = about(profile, "", texts.values(), now)
        if message is None:
            raise Refused("nothing-to-say", _("this person has no cart, or no order, that it could be about"))
        locale = locale_for(template, wanted.channel, spoken)
        texts |= _preview(template, locale, wanted.variant) if "html" in texts else {}
        message = replace(message, data={**message.data, **self._priced(str(message.data["product"]))}, locale=locale)
        facts = self.facts.of(message, profile, now, texts.values()) | leading(self.unsubscribe) | {COUPON: PRETENDED}
        parts = render(texts, texts, facts)
        return _shown(parts, wanted.channel, locale, wanted.variant)

    def _priced(self, product: str) -> dict[str, Any]:
        """What a signal would say of a product of the catalog: as if it had cost a quarter more."""
        item = self.facts.catalog(product) if product else None
        price = item.fields.get("price") if item else None
        if item is None or not isinstance(price, int):
            return {}
        return {"before": price * 5 // 4, "after": price, "currency": str(item.fields.get("currency") or "")}


def _shown(parts: dict[str, str], channel: str, locale: str, variant: str) -> Shown:
    preview, sizes = parts.pop(PREVIEW, ""), {part: len(text.encode()) for part, text in parts.items()}
    sms = size(parts[SMS]) if SMS in parts else None
    needed = {part: text for part, text in parts.items() if part not in CHANNELS[channel].may}
    empty = [part for part, text in needed.items() if not text.strip()]
    warnings = (*_warnings(sizes, sms), *(_("`{part}` is empty").format(part=part) for part in empty))
    return Shown(channel, locale, variant, parts, preview, sizes, sms, warnings)


def _preview(template: Kept, locale: str, variant: str) -> dict[str, str]:
    layer = template.get("locales", {}).get(locale, template)
    found = {**layer, **layer.get("styles", {}).get(variant, {})}
    return {PREVIEW: found[PREVIEW]} if PREVIEW in found else {}


def _warnings(sizes: Mapping[str, int], sms: Size | None) -> Iterator[str]:
    if sizes.get("html", 0) > CLIPPED:
        cut = _("{size} KB of HTML: Gmail cuts it off at {most} KB, and hides the way out")
        yield cut.format(size=sizes["html"] // 1000, most=CLIPPED // 1000)
    if sms and sms.parts > 1:
        yield _("{count} parts of {alphabet}: each is paid for").format(count=sms.parts, alphabet=sms.alphabet)
    if sms and sms.beyond:
        beyond = _("{signs} is not in the alphabet of text messages: a part holds 70 characters instead of 160")
        yield beyond.format(signs=sms.beyond[:8])
