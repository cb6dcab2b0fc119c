"""Replying: what staff write to one address, as an answer in a conversation.

A message of the journey `desk:<conversation>`, whose step is the turn that it carries. Its words stand in its `data`:
{"text", "subject", "agent", "language", "in_reply_to", "references", "attachments"}; a help desk's `thread`; `link`, an
address in the text that a mail makes a link of; `to`, an address that is not known to be the person's. The customer's
own words are the consent to an answer: no policy asks for another, neither caps nor quiet hours hold it. A no, a STOP,
a closed window and the kill switch do. Where it names a template, the template's words are sent instead: what WhatsApp
takes outside of its window.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from segue.contact_points import CHANNELS
from segue.messages import CASE, DESK, Message
from segue.messaging.policies import Policy

ID = re.compile(r"[!-;=?-~]{1,400}")  # a mail's id without its brackets
MOST_HEADER = 900  # characters: SES takes 996 with the name
STYLE = "font:16px/1.5 sans-serif;max-width:40em;margin:0 auto;padding:16px"


def is_reply(message: Message) -> bool:
    """Whether staff answer with it in a conversation."""
    return message.journey.startswith(DESK)


def own_words(message: Message) -> bool:
    """Whether it says what somebody wrote, and no template."""
    return is_reply(message) and not message.template


def asks_first(policy: Policy, message: Message, channel: str) -> bool:
    """Whether a recorded yes is needed on this channel: to be answered, nobody has to say one, nor to be asked who
    one is."""
    asked_for = is_reply(message) or message.journey.startswith(CASE)
    return not asked_for and policy.asks_first(channel, message.purpose)


def parts_of(message: Message, shop: Mapping[str, Any], links: Mapping[str, str]) -> dict[str, str]:
    """What it says on its channel; `links` lead to the files that do not go with it, by their names."""
    said = [str(message.data.get("text", "")), *(f"{name}: {link}" for name, link in links.items())]
    text = "\n".join(said).strip()
    if message.channel == "email":
        return _mail(message.data, text, shop)
    parts = dict.fromkeys(CHANNELS[message.channel].parts, "")
    kind = {"helpdesk.kind": str(message.data.get("kind", ""))} if message.channel == "helpdesk" else {}
    return parts | {next(iter(parts)): text} | kind


def _mail(said: Mapping[str, Any], text: str, shop: Mapping[str, Any]) -> dict[str, str]:
    signed = [one for one in (str(said.get("agent", "")), str(shop.get("name", ""))) if one]
    subject = " ".join(str(said.get("subject", "")).split()) or " ".join(["Re:", *signed[-1:]])
    signed = [] if _is_signed(str(said.get("text", "")), signed) else signed
    language = str(said.get("language", "") or shop.get("locale", "en"))
    plain = "\n".join([text, *(["", "-- ", *signed] if signed else [])])
    how = (language, str(said.get("link") or ""))
    return {"subject": subject, "html": _html(text, subject, signed, how), "text": plain}


def _is_signed(text: str, signed: list[str]) -> bool:
    """Whether the words close with the name already, as macros do: alone in the last line, or after who writes."""
    last = text.strip().rpartition("\n")[2].strip().casefold()
    return any(last == one or last.endswith(f", {one}") for one in (name.casefold() for name in signed[-1:]))


def headers_of(message: Message) -> dict[str, str]:
    """The headers by which a mail program shows it below the mail that it answers (RFC 5322, section 3.6.4): of a long
    thread its first mail and the last ones."""
    answered = [one for one in [str(message.data.get("in_reply_to", ""))] if ID.fullmatch(one)]
    older = [str(one) for one in message.data.get("references", ())]
    thread = [f"<{one}>" for one in dict.fromkeys((*older, *answered)) if ID.fullmatch(one)]
    while len(" ".join(thread)) > MOST_HEADER:
        del thread[1 if len(thread) > 1 else 0]
    said = {"In-Reply-To": "".join(f"<{one}>" for one in answered), "References": " ".join(thread)}
    return {name: value for name, value in said.items() if value}


def _html(text: str, subject: str, signed: list[str], how: tuple[str, str]) -> str:
    """`how`: the language, and an address in the text that is a link."""
    language, link = how
    said = [f"<p>{_linked(_lines(one), link)}</p>" for one in re.split(r"\n\s*\n", text) if one.strip()]
    name = [f"<p>{_lines(chr(10).join(signed))}</p>"] if signed else []
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(subject)}</title>'
    body = f'<body style="{STYLE}">{"".join((*said, *name))}</body>'
    return f'<!doctype html><html lang="{escape(language)}"><head>{head}</head>{body}</html>'


def _linked(said: str, link: str) -> str:
    address = escape(link)
    return said.replace(address, f'<a href="{address}">{address}</a>') if link else said


def _lines(text: str) -> str:
    return "<br>".join(escape(one) for one in text.strip().split("\n"))
