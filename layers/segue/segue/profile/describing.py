"""Describing: all that is known of a person, facet by facet, ready for JSON."""

from typing import Any

from segue.facets import FACETS
from segue.profile.answers import cart_answer
from segue.profile.foreseeing import foreseen
from segue.profile.profiles import Profile
from segue.times import Millis


def described(profile: Profile, now: Millis | None = None) -> dict[str, Any]:
    """All facets by name: each as its own `read` puts it, then what takes more of the person."""
    return {
        **{name: profile.told(name) for name, facet in FACETS.items() if facet.read},
        "consent": profile.consent,
        "carts": [cart_answer(one) for one in profile.carts_at(now)],
        "orders": profile.orders,
        "trait_history": profile.trait_history,
        "purchases": profile.purchases,
        "channels": profile.channels,
        "style": profile.style,
        "predictions": foreseen(profile.predicted, profile.order_rows, now),
    }
