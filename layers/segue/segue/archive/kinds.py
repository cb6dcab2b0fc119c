"""Kinds: where a thing belongs in the archive, by the name of its event; a name that nobody declared is `other`."""

from collections.abc import Collection, Mapping

from segue.consent import OPT_OUTS
from segue.events import ASKED, HELPED, OPENED, PREDICTED, SURVEY, USED_UP, Event
from segue.facets.engagement import KINDS as REPORTED
from segue.facets.support import NAMES
from segue.placements.seen import WORDS

OTHER = "other"
PAGE, SCREEN, IDENTIFIED, ALIASED = "Page Viewed", "Screen Viewed", "Identified", "Aliased"
CALLS: Mapping[str, str] = {"page": PAGE, "screen": SCREEN, "identify": IDENTIFIED, "alias": ALIASED, "group": OTHER}
VIEWS = (
    PAGE,
    SCREEN,
    "Product Viewed",
    "Product Clicked",
    "Product List Viewed",
    "Product List Filtered",
    "Product Feature Viewed",
    "Product Shared",
    "Product Added to Wishlist",
    "Product Removed from Wishlist",
    "Wishlist Product Added to Cart",
    "Product Reviewed",
    "Products Searched",
    "Promotion Viewed",
    "Promotion Clicked",
    "Article Viewed",
    OPENED,
    "Store Visited",
    "Application Opened",
    "Application Installed",
    "Deep Link Opened",
    "Back In Stock Requested",
)
CHECKOUT = (
    "Product Added",
    "Product Removed",
    "Cart Viewed",
    "Cart Updated",
    "Cart Deleted",
    "Cart Shared",
    "Checkout Started",
    "Checkout Updated",
    "Checkout Step Viewed",
    "Checkout Step Completed",
    "Checkout Payment Failed",
    "Checkout Expired",
    "Payment Info Entered",
    "Payment Failed",
    "Payment Succeeded",
    "Coupon Entered",
    "Coupon Applied",
    "Coupon Denied",
    "Coupon Removed",
)
ORDERS = (
    "Order Completed",
    "Order Updated",
    "Order Refunded",
    "Order Cancelled",
    "Order Fulfilled",
    "Order Delivered",
    "Order Pending",
)
REFERRED = ("Conversation Escalated", "Conversation Referred", HELPED)
FRICTION = ("Rage Clicked", "Dead Clicked", "Form Error Shown", "Slow Page Viewed")
IDENTITY = (IDENTIFIED, ALIASED, "Signed In", "Signed Up", "Loyalty Card Used")
ELSE = (
    USED_UP,
    "Profile Merged",
    "Profile Unmerged",
    "Customer Deleted",
    "Loyalty Points Earned",
    "Loyalty Points Adjusted",
    "Loyalty Points Expired",
    "Loyalty Reward Claimed",
    "Loyalty Reward Redeemed",
    "Loyalty Reward Returned",
    "Payment Disputed",
    "Application Updated",
    "Application Backgrounded",
    "Application Uninstalled",
)
EXPERIMENT = "Experiment Viewed"
CONSENT = ("Consent Updated", *OPT_OUTS)
OF_NAMES: Mapping[str, Collection[str]] = {
    "view": VIEWS,
    "checkout": CHECKOUT,
    "order": ORDERS,
    "conversation": (*(one for one in NAMES if one != SURVEY), *REFERRED),
    "survey": (SURVEY, ASKED),
    "consent": CONSENT,
    "placement": tuple(WORDS),
    "experiment": (EXPERIMENT,),
    "friction": FRICTION,
    "identity": IDENTITY,
    OTHER: ELSE,
}
KIND_OF: Mapping[str, str] = {name: kind for kind, names in OF_NAMES.items() for name in names}
# Of messages the Messages table tells; what is foretold is nothing that happened.
NOT_KEPT = (frozenset(REPORTED) - frozenset(CONSENT)) | {PREDICTED}


def name_of(event: Event) -> str:
    """What the archive calls it, whether or not that is a name that it knows."""
    return event.event or OTHER if event.type == "track" else CALLS.get(event.type, OTHER)


def declared(name: str, own: Collection[str]) -> str:
    """The name where it is one of the spec, the product or the shop's tracking plan; else `other`."""
    return name if name in KIND_OF or name in own else OTHER
