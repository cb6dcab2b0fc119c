"""Telling a customer where a conversation goes on: who writes, what it is about, with whom, and how to go on. Pure.

To an address that somebody only typed nothing goes that anybody has typed: it may be a stranger's. What it is about is
said in words of ours, and an order by a number that looks like one.
"""

import re
from dataclasses import dataclass

from segue.conversations.desk.move_texts import TOPIC, Texts
from segue.conversations.desk.moving import Told
from segue.conversations.topics.topics import group_of

ORDER = re.compile(r"#?(?=[A-Za-z-]*\d)[A-Za-z0-9-]{2,24}")  # nothing that a telephone could make a link of
MOST_SAID = 300  # characters of what the shop said last
CHARGED = ("sms",)  # by its parts: nothing is said there that is not needed


@dataclass(frozen=True)
class Facts:
    """What there is to tell, "" where it is not known: the shop's name, the order, the topic, what the shop said last,
    who writes with the customer, the link back and for how many days it holds."""

    shop: str = ""
    order: str = ""
    topic: str = ""
    said: str = ""
    agent: str = ""
    link: str = ""
    days: int = 0


def told(texts: Texts, facts: Facts, channel: str, language: str = "") -> Told:
    """What the customer reads on a channel: paragraphs, or one line where each part is charged."""
    about = about_in(texts, facts)
    charged = channel in CHARGED
    lines = [
        _said(texts, "hello", shop=facts.shop),
        _said(texts, "about", about=about) or texts["plain"],
        "" if charged else _said(texts, "said", said=clipped(facts.said)),
        _said(texts, "with", agent=facts.agent),
        texts["answer"],
        _said(texts, "back.short" if charged else "back", link=facts.link, days=str(facts.days)),
    ]
    text = (" " if charged else "\n\n").join(one for one in lines if one)
    subject = _said(texts, "subject", about=about, shop=facts.shop) or texts["subject.plain"].format(shop=facts.shop)
    return Told(text, subject.strip(" :"), texts[f"moved.{channel}"], language, facts.agent, facts.link)


def about_in(texts: Texts, facts: Facts) -> str:
    """`your delivery (order 1001)`; "" where nothing is known that can be said."""
    topic = texts.get(TOPIC + facts.topic) or texts.get(TOPIC + group_of(facts.topic), "")
    order = texts["order"].format(order=facts.order) if ORDER.fullmatch(facts.order) else ""
    return f"{topic} ({order})" if topic and order else topic or order


def clipped(said: str) -> str:
    """The beginning of what was said, in one line."""
    plain = " ".join(said.split())
    return plain if len(plain) <= MOST_SAID else f"{plain[:MOST_SAID].rsplit(' ', 1)[0]} …"


def _said(texts: Texts, name: str, **facts: str) -> str:
    """A text with its facts; "" where one of them is not known."""
    return texts[name].format(**facts) if all(facts.values()) else ""
