"""The columns of the archive. What is not in this list is not in the archive.

One row is one thing that happened; `events` and `people` are tables in the words of Athena, whose types these are.
"""

from collections.abc import Mapping

BIGINT, INTEGER, TEXT, FLAG, TIME = "bigint", "int", "string", "boolean", "timestamp"
PARTITIONS = ("date", "kind")  # `2026-11-29` (UTC), and one of KINDS

KINDS: Mapping[str, str] = {
    "view": "pages, screens and products that were looked at, searches",
    "checkout": "carts and the steps to an order",
    "order": "orders, their changes, and a row for each line",
    "message": "messages of ours: what was decided, and what became of them",
    "conversation": "turns, beginnings and ends of conversations and calls",
    "survey": "answers to what customers were asked",
    "consent": "agreements and objections",
    "placement": "placements that were seen and clicked",
    "experiment": "who was drawn into which variant",
    "friction": "clicks in rage or into nothing, errors of forms, slow pages",
    "identity": "that somebody said who they are",
    "other": "all else",
}

EVENTS: Mapping[str, str] = {
    "id": BIGINT,  # of the thing: the same thing again has the same
    "who": BIGINT,  # pseudonym of the identity; 0 where nobody can be told
    "time": TIME,  # UTC, milliseconds
    "received": TIME,
    "name": TEXT,  # of the event, where the spec, the product or the shop's tracking plan has it; else `other`
    "source": TEXT,
    "channel": TEXT,  # by which it came; of a turn, message or survey the channel it is on
    "history": FLAG,  # imported
    "device": TEXT,  # phone, tablet, desktop, app, store, or empty
    "page": TEXT,  # kind of page: home, list, product, search, cart, checkout, thanks, article, account, help, other
    "medium": TEXT,  # how a visit came: email, cpc, social ...
    "campaign": TEXT,
    "product": TEXT,
    "category": TEXT,
    "quantity": INTEGER,
    "money": BIGINT,  # minor units of `currency`: of an order its total, of a refund what went back
    "discount": BIGINT,
    "currency": TEXT,
    "coupon": FLAG,
    "purchase": BIGINT,  # which order
    "cart": BIGINT,
    "step": INTEGER,  # of a checkout
    "steps": INTEGER,  # that this checkout has, where the shop says it
    "conversation": BIGINT,
    "topic": TEXT,
    "author": TEXT,  # customer, agent, bot
    "agent": TEXT,  # id of a member of staff
    "score": INTEGER,
    "scale": INTEGER,  # the highest score
    "message": BIGINT,
    "journey": TEXT,
    "journey_step": TEXT,
    "template": TEXT,
    "variant": TEXT,  # of a template, placement or experiment; `holdout` of who is held out
    "purpose": TEXT,
    "outcome": TEXT,  # of a message, a call, a case, a consent: sent, dropped, delivered, opened, granted, withdrawn
    "reason": TEXT,  # why a message was dropped or held
    "placement": TEXT,
    "experiment": TEXT,
    "holdout": FLAG,
    "element": TEXT,  # what was clicked: tag, id, classes
    "field": TEXT,  # of a form
    "ms": BIGINT,  # how long something took
}

PEOPLE: Mapping[str, str] = {
    "who": BIGINT,  # pseudonym of an identity
    "person": BIGINT,  # the same for all identities of one person: the least of them
    "first": TIME,  # when the person was first seen
    "held": FLAG,  # in the global holdout
    "crossed": FLAG,  # was held out and was not, before a merge or after
}
