"""Which icon and colour stand for an event or a message. Pure."""

EXACT = {
    "Product Added": "cart",
    "Product Removed": "cart",
    "Products Searched": "search",
    "Email Link Clicked": "link",
    "Email Bounced": "alert",
    "Email Marked as Spam": "alert",
    "Unsubscribed": "stop",
    "identify": "person",
    "alias": "person",
    "Signed In": "person",
    "Signed Up": "person",
    "Profile Merged": "merge",
    "Profile Unmerged": "split",
    "Conversation Resolved": "check",
    "Survey Answered": "star",
    "Predictions Updated": "clock",
    "Replenishment Due": "cart",
    "Experiment Viewed": "split",
}
FIRST_WORD = {"Product": "eye", "Products": "eye", "Cart": "cart", "Checkout": "cart", "Order": "bag", "Email": "mail"}
FIRST_WORD |= {"Conversation": "talk", "Live": "talk", "Call": "phone"}
CHANNELS = {"chat": "talk", "phone": "phone", "whatsapp": "talk", "support": "people", "store": "bag"}
CHANNELS |= {"web": "web", "mobile": "mobile", "server": "server", "email": "mail", "sms": "mobile", "commerce": "bag"}
TONES = {
    "Order Completed": "good",
    "Order Cancelled": "warn",
    "Order Refunded": "warn",
    "Email Bounced": "bad",
    "Email Marked as Spam": "bad",
    "Unsubscribed": "warn",
    "Profile Merged": "accent",
    "Profile Unmerged": "warn",
}


def icon_of(title: str, channel: str, kind: str = "event") -> str:
    """The icon's name: by the whole title, by its first word, else by the channel."""
    if kind == "segment":
        return "segments"
    if kind in ("message", "decision"):
        return "stop" if kind == "decision" else CHANNELS.get(channel, "mail")
    return EXACT.get(title) or FIRST_WORD.get(title.partition(" ")[0]) or CHANNELS.get(channel, "dot")


def tone_of(title: str, kind: str = "event") -> str:
    """The colour: ours for what we do, green for orders, red and amber for what went wrong."""
    return {"message": "accent", "decision": "warn", "segment": "accent"}.get(kind) or TONES.get(title, "")


STEPS = {
    "entry": "next",
    "wait": "clock",
    "hold": "clock",
    "split": "split",
    "experiment": "split",
    "send": "mail",
    "set_trait": "person",
    "add_to_list": "plus",
    "remove_from_list": "cross",
    "call": "server",
    "start": "next",
    "stop": "stop",
    "pause_marketing": "stop",
    "survey": "search",
    "hand_over": "people",
    "end": "check",
}


def step_icon(kind: str) -> str:
    """The icon of a journey's step."""
    return STEPS.get(kind, "dot")
