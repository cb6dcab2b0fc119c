"""Signals: what leaves on the bus for whoever adds a rule, by family. Each has a JSON Schema and a sample beside this,
and a rule of `template.yaml` for each family that journeys hear brings it to them.

To add a signal: its name here, `schemas/<name>.json` and `samples/<name>.json`, and `python -m segue_tools.schemas`.
"""

SOURCE = "segue"
FAMILIES: dict[str, tuple[str, ...]] = {
    "people": ("PersonCreated", "PersonMerged", "PersonUnmerged", "PersonErased", "ConsentChanged"),
    "segments": ("SegmentEntered", "SegmentExited"),
    "carts": ("CartUpdated", "CheckoutStarted"),
    "orders": ("OrderPlaced", "OrderDelivered", "OrderRefunded", "ReplenishmentDue"),
    "conversations": ("ConversationOpened", "ConversationResolved", "ConversationEscalated", "SurveyAnswered"),
    "messages": ("MessageSent", "MessageFailed", "MessageEngaged"),
    "products": ("StockReturned", "PriceDropped"),
    "friction": ("FrictionFound", "FrictionWorsened"),
    "journeys": ("JourneyEntered", "JourneyExited", "SurveyRequested", "HandOverRequested"),
}
NAMES: tuple[str, ...] = tuple(name for names in FAMILIES.values() for name in names)
# No journey hears these: every change of a cart would wake one, what a journey asks of others is for others, and what
# loses customers is about no one of them.
UNHEARD = ("CartUpdated", "SurveyRequested", "HandOverRequested", *FAMILIES["friction"])
HEARD: tuple[str, ...] = tuple(name for name in NAMES if name not in UNHEARD)
