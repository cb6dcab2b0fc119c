"""The customer beside a conversation: who it is, what was bought and lies in the cart, what marketing will send."""

import zlib
from typing import Any

from segue.api.roles import AGENTS, DECIDING, MARKETING
from segue.console.conversations.inbox_rows import or_given
from segue.console.conversations.talk_words import about, talk_line
from segue.console.customers.evidences import eyes_of
from segue.console.customers.habits import reading_up
from segue.console.customers.portraits import cart_view, figures, portrait
from segue.console.desk import Desk
from segue.console.label_words import own
from segue.console.visits import Visit
from segue.conversations.cards.cards import card_of
from segue.conversations.conversations import Conversation
from segue.conversations.joined import apart
from segue.languages.numbers import least
from segue.languages.texts import _, translated
from segue.profile.profiles import Profile
from segue.segments.membership import Membership
from segue.times import from_text
from segue.wiring.policies import policy

ORDERS, COMING, PAST, OTHERS, SEGMENTS = 3, 5, 3, 5, 6
EASE = 7  # points of the effort score


def customer(visit: Visit, desk: Desk, profile: Profile | None, head: Conversation | None = None) -> dict[str, Any]:
    """Everything beside the thread; `known` is False where nobody is known by the ids of the conversation."""
    if profile is None or profile.shared:
        return {"known": False, "others": [], "absorbed": _merged(desk, head)}
    membership = desk.reading.membership(profile)
    shown = portrait(profile, membership, desk.reading.messages_of(profile), eyes_of(visit, desk))
    return {
        **shown,
        "name": or_given(shown["name"], head),
        "known": True,
        "verified": _verified(profile, head),
        "tiles": figures(profile, None, visit.now)["tiles"][:3],
        "segments": _segments(desk, membership),
        "carts": [cart_view(one) for one in profile.carts if one.live and one.items][:1],
        "orders": shown["orders"][:ORDERS],
        "coming": [one for one in shown["coming"] if not one["talk"]][:COMING],
        "messages": [one for one in shown["messages"] if not one["talk"]][:PAST],
        "research": reading_up(profile, visit.now),
        "suits": _suits(profile, visit.now),
        "paused": _paused(profile, visit.now),
        "effort": _effort(profile, head),
        "others": _others(visit, desk, profile, head),
        "absorbed": _merged(desk, head),
        **_may(visit, desk, profile),
    }


def beside(visit: Visit, desk: Desk, profile: Profile | None, head: Conversation) -> dict[str, Any]:
    """The customer, with a sum by which a browser is told of changes: tokens of forms are none, nor is a minute that
    goes by on a clock."""
    shown = customer(visit, desk, profile, head)
    others = [{**one, "clock": (one["clock"].kind, one["clock"].moment)} for one in shown["others"]]
    told = {name: one for name, one in shown.items() if name != "hands_over"} | {"others": others}
    return {"customer": shown, "beside": f"{zlib.crc32(repr(told).encode()):x}"}


def serving(visit: Visit, desk: Desk, profile: Profile) -> dict[str, Any]:
    """What the visitor may do with the customer, and for who serves customers what was talked about."""
    talks = _others(visit, desk, profile, None) if visit.roles & AGENTS else []
    return {**_may(visit, desk, profile), "talks": talks}


def _may(visit: Visit, desk: Desk, profile: Profile) -> dict[str, Any]:
    """What the visitor may do with the customer."""
    return {
        "hands_over": desk.fresh_token() if visit.roles & AGENTS else "",
        "decides": bool(visit.roles & DECIDING),
        "stops": bool(visit.roles & (AGENTS | MARKETING)),
        "merged": bool(profile.merged),
    }


def _verified(profile: Profile, head: Conversation | None) -> dict[str, str]:
    """How sure it is who this is, by the conversation, else by the best that is known of a name."""
    known = card_of(head or Conversation("", profile.id), (), profile)
    said = translated(known.verified)
    words = f"{said[:1].upper()}{said[1:]}"
    return {"words": words, "tone": "good" if known.sure else "warn"} if words else {}


def _segments(desk: Desk, membership: Membership) -> list[dict[str, str]]:
    named = desk.playbooks.definitions("segment")
    return [{"id": one, "name": str(named.get(one, {}).get("name") or own(one))} for one in membership.segments][
        :SEGMENTS
    ]


def _suits(profile: Profile, now: int) -> list[dict[str, Any]]:
    from segue.console.customers.suits import beside  # with all that recommends: few pages do

    return beside(profile, now)


def _paused(profile: Profile, now: int) -> str:
    """Whether an open case keeps marketing away, by the shop's policy."""
    opened = max((from_text(one["since"]) for one in profile.told("support")["open"]), default=0)
    if not opened or now - opened >= policy().patience.open_case:
        return ""
    return _("Marketing is paused while this is open. It goes on by itself when the conversation is resolved.")


def _effort(profile: Profile, head: Conversation | None) -> str:
    """The customer effort score: of this conversation, else the last one that was given."""
    if head and head.score:
        return _("{score} of {most} for this conversation").format(score=head.score, most=EASE)
    last = profile.told("support")["effort"].get("ces")
    return _("{score} of {most} the last time").format(score=least(last["score"]), most=EASE) if last else ""


def _others(visit: Visit, desk: Desk, profile: Profile, head: Conversation | None) -> list[dict[str, Any]]:
    """The customer's other conversations; `apart` is why one is not merged into this one."""
    found = [one for one in desk.talks.of_person(profile.id) if not head or one.id != head.id]
    return [{**talk_line(one, visit.now), "apart": apart(head, one) if head else ""} for one in found[:OTHERS]]


def _merged(desk: Desk, head: Conversation | None) -> list[dict[str, Any]]:
    """What was merged into this conversation, the last one first; that one can be parted again."""
    ids = head.absorbs[::-1] if head else ()
    found = desk.talks.kept.heads(ids)
    return [{**about(found[one]), "id": one, "last": not place} for place, one in enumerate(ids) if one in found]
