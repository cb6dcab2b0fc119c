"""The customer beside a conversation: who it is, what was bought and lies in the cart, what marketing will send."""

from typing import Any

from segue.api.roles import AGENTS, DECIDING, MARKETING
from segue.console.desk import Desk
from segue.console.evidences import eyes_of
from segue.console.habits import support
from segue.console.portraits import cart_view, figures, portrait
from segue.console.talk_words import STATES, about
from segue.console.visits import Visit
from segue.console.words import label
from segue.conversations.conversations import Conversation
from segue.profile.profiles import Profile
from segue.segments.membership import Membership
from segue.times import from_text
from segue.wiring.policies import policy

ORDERS, COMING, PAST, OTHERS, SEGMENTS = 3, 5, 3, 5, 6
EASE = 7  # points of the effort score


def customer(visit: Visit, desk: Desk, head: Conversation, profile: Profile | None) -> dict[str, Any]:
    """Everything beside the thread; `known` is False where nobody is known by the ids of the conversation."""
    if profile is None or profile.shared:
        return {"known": False, "id": head.person, "others": []}
    membership = desk.reading.membership(profile)
    shown = portrait(profile, membership, desk.reading.messages_of(profile), eyes_of(visit, desk))
    carts = [cart_view(one) for one in profile.carts if one.live and one.items][:1]
    return {
        **shown,
        "known": True,
        "verified": _verified(head, shown["identifiers"]),
        "tiles": figures(profile, None, visit.now)["tiles"][:3],
        "segments": _segments(desk, membership),
        "carts": carts,
        "hands_over": desk.fresh_token() if visit.roles & AGENTS else "",
        "orders": shown["orders"][:ORDERS],
        "coming": [one for one in shown["coming"] if not one["talk"]][:COMING],
        "messages": [one for one in shown["messages"] if not one["talk"]][:PAST],
        "paused": _paused(profile, visit.now),
        "support": support(profile.told("support")),
        "effort": _effort(head, profile),
        "others": _others(desk, head, profile),
        "decides": bool(visit.roles & DECIDING),
        "stops": bool(visit.roles & (AGENTS | MARKETING)),
        "merged": bool(profile.merged),
    }


def _verified(head: Conversation, identifiers: list[dict[str, Any]]) -> dict[str, str]:
    """How sure it is who writes: what was verified in the conversation, else how the strongest identifier is known."""
    said = head.known.get("verified")
    if said:
        return {"words": f"Verified: {said}" if isinstance(said, str) else "Verified", "tone": "good"}
    own = [one for one in identifiers if not one["apart"]]
    if any(one["attestation"] == "login" for one in own):
        return {"words": "Has signed in", "tone": "good"}
    return {"words": f"{label(own[0]['attestation'])}, not verified", "tone": "warn"} if own else {}


def _segments(desk: Desk, membership: Membership) -> list[dict[str, str]]:
    named = desk.playbooks.definitions("segment")
    return [{"id": one, "name": str(named.get(one, {}).get("name") or label(one))} for one in membership.segments][
        :SEGMENTS
    ]


def _paused(profile: Profile, now: int) -> str:
    """Whether an open case keeps marketing away, by the shop's policy."""
    opened = max((from_text(one["since"]) for one in profile.told("support")["open"]), default=0)
    if not opened or now - opened >= policy().patience.open_case:
        return ""
    return "Marketing is paused while this is open. It goes on by itself when the conversation is resolved."


def _effort(head: Conversation, profile: Profile) -> str:
    """The customer effort score: of this conversation, else the last one that was given."""
    if head.score:
        return f"{head.score} of {EASE} for this conversation"
    last = profile.told("support")["effort"].get("ces")
    return f"{last['score']:g} of {EASE} the last time" if last else ""


def _others(desk: Desk, head: Conversation, profile: Profile) -> list[dict[str, Any]]:
    """The customer's other conversations."""
    found = [one for one in desk.talks.of_person(profile.id) if one.id != head.id][:OTHERS]
    return [{**about(one), "id": one.id, "state": STATES[one.state], "touched": one.touched} for one in found]
