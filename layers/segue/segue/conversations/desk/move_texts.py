"""What a customer reads where a conversation goes on, in every language that is spoken here; a shop may say it in
other words (`moves` of `policies/conversations.yaml`). One mapping a language; the tests hold them together."""

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from segue.errors import Invalid, inside
from segue.messaging.locales import chosen, tag

Texts = Mapping[str, str]
DEFAULT = "en"
LONGEST = 400  # characters of one text
TOPIC = "topic."  # before a topic's or its group's name: how it is said to a customer
# The facts that each text may name.
PARTS: Mapping[str, tuple[str, ...]] = {
    "subject": ("shop", "about"),
    "subject.plain": ("shop",),
    "hello": ("shop",),
    "about": ("about",),
    "plain": (),
    "order": ("order",),
    "said": ("said",),
    "with": ("agent",),
    "answer": (),
    "back": ("link", "days"),
    "back.short": ("link",),
    "moved.email": (),
    "moved.sms": (),
    "moved.whatsapp": (),
}
ENGLISH: Texts = {
    "subject": "{shop}: our conversation about {about}",
    "subject.plain": "Our conversation with you: {shop}",
    "hello": "Hello, this is {shop}.",
    "about": "Our conversation about {about} goes on here.",
    "plain": "Our conversation goes on here.",
    "order": "order {order}",
    "said": "What we said last: “{said}”",
    "with": "You write with {agent}.",
    "answer": "Just answer this message: we know all that was said before.",
    "back": "Would you rather go on in the chat? This link leads back to it for {days} days: {link}",
    "back.short": "Back to the chat: {link}",
    "moved.email": "We go on by e-mail: you have a message from us there.",
    "moved.sms": "We go on by text message: you have one from us.",
    "moved.whatsapp": "We go on by WhatsApp: you have a message from us there.",
    "topic.account": "your account",
    "topic.order": "your order",
    "topic.delivery": "your delivery",
    "topic.refund": "your refund",
    "topic.payment": "your payment",
    "topic.invoice": "your invoice",
    "topic.newsletter": "our newsletter",
    "topic.complaint": "your complaint",
    "topic.review": "your review",
}
GERMAN: Texts = {
    "subject": "{shop}: unser Gespräch über {about}",
    "subject.plain": "Unser Gespräch mit Ihnen: {shop}",
    "hello": "Guten Tag, hier ist {shop}.",
    "about": "Unser Gespräch über {about} geht hier weiter.",
    "plain": "Unser Gespräch geht hier weiter.",
    "order": "Bestellung {order}",
    "said": "Das haben wir zuletzt gesagt: „{said}“",
    "with": "Sie schreiben mit {agent}.",
    "answer": "Antworten Sie einfach auf diese Nachricht: Wir wissen alles, was bisher gesagt wurde.",
    "back": "Lieber im Chat weiter? Dieser Link führt {days} Tage lang dorthin zurück: {link}",
    "back.short": "Zurück zum Chat: {link}",
    "moved.email": "Es geht per E-Mail weiter: Dort haben Sie eine Nachricht von uns.",
    "moved.sms": "Es geht per SMS weiter: Sie haben eine von uns.",
    "moved.whatsapp": "Es geht per WhatsApp weiter: Dort haben Sie eine Nachricht von uns.",
    "topic.account": "Ihr Konto",
    "topic.order": "Ihre Bestellung",
    "topic.delivery": "Ihre Lieferung",
    "topic.refund": "Ihre Erstattung",
    "topic.payment": "Ihre Zahlung",
    "topic.invoice": "Ihre Rechnung",
    "topic.newsletter": "unseren Newsletter",
    "topic.complaint": "Ihre Beschwerde",
    "topic.review": "Ihre Bewertung",
}
TEXTS: Mapping[str, Texts] = {"en": ENGLISH, "de": GERMAN}


def texts_in(wanted: Sequence[str], shop: str, own: Mapping[str, Texts]) -> tuple[str, Texts]:
    """The language and its texts: the first that is wanted and there, else what the shop speaks; the shop's `own` in
    place of ours."""
    there = [*dict.fromkeys([*own, *TEXTS])]
    language = chosen([*wanted, shop], there, DEFAULT)
    ours = TEXTS.get(language.partition("-")[0], {})
    return language, {**ours, **own.get(language.partition("-")[0], {}), **own.get(language, {})}


def own_texts(given: Any) -> Mapping[str, Texts]:
    """`{nl: {hello: "Dag, hier is {shop}."}}`: a shop's own texts by language. Raises Invalid("bad-policy")."""
    if not isinstance(given, Mapping) or not all(tag(one) for one in given):
        raise Invalid("bad-policy", "`moves` has texts by language, such as `en` or `de-AT`")
    return {tag(language): _texts(str(language), said) for language, said in given.items()}


def _texts(language: str, given: Any) -> Texts:
    with inside(language):
        if not isinstance(given, Mapping):
            raise Invalid("bad-policy", "a language has texts by their names")
        texts = {str(name): _text(str(name), said) for name, said in given.items()}
        lacking = [] if tag(language).partition("-")[0] in TEXTS else [one for one in PARTS if one not in texts]
        if lacking:
            raise Invalid("bad-policy", f"a language that the product does not speak needs all of its texts: {lacking}")
        return texts


def _text(name: str, said: Any) -> str:
    with inside(name):
        if name not in PARTS and not name.startswith(TOPIC):
            raise Invalid("bad-policy", f"there is no such text; there are {', '.join(PARTS)} and {TOPIC}<name>")
        if not isinstance(said, str) or not 0 < len(said.strip()) <= LONGEST:
            raise Invalid("bad-policy", f"a text has 1 to {LONGEST} characters")
        facts = PARTS.get(name, ())
        if not set(_named(said)) <= set(facts):
            known = ", ".join(f"{{{one}}}" for one in facts) or "nothing"
            raise Invalid("bad-policy", f"this text may name {known} in braces")
        return said.strip()


def _named(said: str) -> list[str]:
    """What stands in braces, with all that a format may say besides: only plain names are allowed."""
    try:
        found = [(name, spec, how) for _, name, spec, how in Formatter().parse(said) if name is not None]
    except ValueError:
        return ["{"]
    return [name if not spec and not how else f"{name}:" for name, spec, how in found]
