"""A person's profile: the sum of the facets of the person's source identities."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from segue.carts.policies import viewed
from segue.carts.standing import Cart, carts_of
from segue.carts.stretches import Stretch, stretches_of
from segue.contact_points import address_types
from segue.facets import FACETS, consent, history, names, own, traits
from segue.facets.consent import Question
from segue.facets.interests import scores_of
from segue.facets.orders import placed_times
from segue.facets.registers import Register
from segue.predictions.values import Prediction
from segue.profile.answers import order_answer
from segue.profile.known import Known
from segue.profile.pieces import Piece, pieces_of
from segue.profile.purchases import orders_of, purchases_of
from segue.profile.rhythm import active_days, by_channel
from segue.profile.styles import style_of
from segue.times import Millis


@dataclass(frozen=True)
class Profile(Known):
    """One person as everybody may read it: what is known, and what follows from it."""

    @property
    def has_history(self) -> bool:
        """Whether history alone tells of anything."""
        return bool(history(self.facets))

    @cached_property
    def own(self) -> "Profile":
        """The person without what history alone tells of."""
        return replace(self, facets=own(self.facets))

    @cached_property
    def imported(self) -> "Profile":
        """The person as history alone tells of it."""
        return replace(self, facets=history(self.facets))

    @cached_property
    def identifiers(self) -> list[dict[str, Any]]:
        """Rows {"type", "value", "first_seen", "source", "attestation"}, earliest first."""
        return names.read(self.whole.get("names", {}))

    @cached_property
    def answers(self) -> dict[Any, Any]:
        """Room for what the person was asked (`segue.segments.remembering`)."""
        return {}

    @cached_property
    def begun(self) -> Millis | None:
        """When the first event that is known of the person happened."""
        return names.begun(self.whole.get("names", {}))

    def said_trait(self, name: str) -> list[Register]:
        """The last registers of a trait, what holds first: [time, id, value, source]."""
        return traits.standing(self.whole.get("traits", {}).get(name, []))

    @cached_property
    def trait_history(self) -> dict[str, list[dict[str, Any]]]:
        """The last values of each trait, what holds first: {"value", "time", "source"}."""
        return traits.history(self.whole.get("traits", {}))

    def answer(self, channel: str, purpose: str, point: str | None = None) -> Register | None:
        """The answer of `consent.answer` for an address, or for where the channel's messages would go first."""
        if not self.whole.get("consent"):
            return None
        first = next((one for kind in address_types(channel) if (one := self.first(kind))), "")
        question = Question(channel, purpose, first if point is None else point)
        return consent.answer(self.whole.get("consent", {}), question, self.merged)

    @cached_property
    def carts(self) -> list[Cart]:
        """All carts as the shop's policy has them; a checkout's age is measured against the newest of them."""
        return self.carts_at(None)

    def carts_at(self, now: Millis | None) -> list[Cart]:
        """All carts as the shop's policy has them at a moment: the active one first, then last touched first."""
        known = self.answers.get("carts")
        if known is None or known[0] != now:
            known = self.answers["carts"] = now, viewed(self._carts, self.cart_policy, now)
        return known[1]

    @cached_property
    def cart_stretches(self) -> list[Stretch]:
        """How the carts stood between one touch and the next."""
        return stretches_of(self.whole)

    @cached_property
    def _carts(self) -> list[Cart]:
        return carts_of(self.whole)

    @cached_property
    def orders(self) -> list[dict[str, Any]]:
        """All orders, newest first; amounts in minor units."""
        return [order_answer(one) for one in self.order_rows]

    @cached_property
    def order_rows(self) -> list[dict[str, Any]]:
        """All orders, newest first, as `orders_of` has them: times in ms, amounts in minor units."""
        return orders_of(self.whole.get("orders", {}))

    @cached_property
    def pieces(self) -> list[Piece]:
        """What was bought, line by line, newest first."""
        return pieces_of(self.whole.get("orders", {}), self.order_rows)

    @cached_property
    def purchases(self) -> dict[str, Any]:
        """What the orders come to: counts, money per currency, price sensitivity, when each product was bought."""
        return purchases_of(self.order_rows)

    @cached_property
    def channels(self) -> dict[str, dict[str, Any]]:
        """How the customer answers each channel: counts, best hours of the customer's week, bought afterwards."""
        bought = placed_times(self.whole.get("orders", {}))
        return by_channel(self.whole.get("engagement", {}), bought, self.style.get("timezone", {}).get("value", ""))

    @cached_property
    def active_days(self) -> dict[str, list[int]]:
        """The days on which the customer did something, by channel, "" for all, as `rhythm.active_days` has them."""
        return active_days(self.whole.get("engagement", {}))

    @cached_property
    def interest_scores(self) -> dict[str, dict[str, float]]:
        """{"categories" | "brands" | "features": {name: score as of the newest week that is known}}."""
        return scores_of(self.whole.get("interests", {}))

    @cached_property
    def predicted(self) -> Prediction | None:
        """What is expected of the person; None where nothing is, and of whoever objects to it."""
        from segue.predictions.reading import read

        value = self.whole.get("predictions")
        return read(value) if value and not self.objects_to_profiling else None

    @cached_property
    def style(self) -> dict[str, dict[str, str]]:
        """How the customer wants to be written to: language, format, length, tone, time zone."""
        return style_of(self.traits, self.whole.get("style", {}))

    def told(self, facet: str) -> Any:
        """What a facet says by itself, as its `read` puts it; the bare value where it has none."""
        value, read = self.whole.get(facet, {}), FACETS[facet].read
        return read(value) if read else value

    def first(self, kind: str) -> str | None:
        """The value of the best attested, then newest identifier of a type: the address to write to."""
        return names.best(self.whole.get("names", {}).get(kind, {}))

    def all(self, kind: str) -> list[str]:
        """Every value of a type, that of `first` first."""
        return names.ranked(self.whole.get("names", {}).get(kind, {}))
