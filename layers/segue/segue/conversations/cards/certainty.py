"""How sure it is who the customer of a conversation is."""

from collections.abc import Mapping

from segue.conversations.conversations import Conversation
from segue.identifiers import TYPES
from segue.languages.texts import _, english
from segue.profile.profiles import Profile
from segue.times import Millis

# In English: cards are kept in conversations and help desks.
SIGNED_IN, ORDERED = english(_("signed in")), english(_("named with an order"))
TYPED, CLAIMED = english(_("typed in")), english(_("mentioned only, not proven"))
WAYS = {"login": SIGNED_IN, "order": ORDERED, "typed": TYPED, "claimed": CLAIMED}
SURE = (SIGNED_IN, ORDERED)
GUEST = english(_("not signed in here"))
THINGS = ("device_id", "anonymous_id", "cart_id", "push_id")  # what a browser or an app is known by, and nobody


def verified_of(head: Conversation, profile: Profile | None) -> tuple[str, Millis, bool]:
    """(how, since, whether it is proof): what the conversation says itself, else the best that is known of names; that
    is no proof of a guest, who may have claimed somebody's address."""
    known = head.known.get("verified")
    if isinstance(known, Mapping) and known.get("how"):
        return str(known["how"]), int(known.get("time") or 0), True
    if known and isinstance(known, str):
        return known, 0, True
    rows = profile.whole.get("names", {}) if profile else {}
    seen = [one for kind, values in rows.items() if kind not in THINGS for one in values.values()]
    if not seen:
        return GUEST if _is_guests(head) else "", 0, False
    rank = max(one[2] for one in seen)
    how = list(WAYS.values())[::-1][rank]
    if how in SURE and _is_guests(head):
        return GUEST, 0, False
    return how, min(one[3] for one in seen if one[2] == rank), how in SURE


def _is_guests(head: Conversation) -> bool:
    """Whether a browser has words in it, and nobody who has proven a user id or a customer's number."""
    kinds = {TYPES[one[0]] for one in head.keys}
    return "anonymous_id" in kinds and kinds.isdisjoint(("user_id", "customer_id"))
