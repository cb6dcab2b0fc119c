"""What is known of a person, and what must not be made of it: by their word, by their age, or since it is nobody's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from segue.carts.policies import CartPolicy
from segue.facets import Facets, consent, traits, whole
from segue.facets.consent import Question
from segue.keys import IdentityKey, PersonId
from segue.profile.minors import Minors
from segue.profile.restricting import restricted
from segue.times import Millis


@dataclass(frozen=True)
class Known:
    """One person as everybody may read it. `former` are ids that the person had before merges, `past` those of people
    that it was one with until an undo. `merged`: when two known people last became this one. `shared`: a till or a
    family's tablet, which is nobody. `rows`: how many identities had to be read."""

    id: PersonId
    facets: Mapping[str, Any]
    identities: tuple[IdentityKey, ...]
    former: tuple[PersonId, ...] = ()
    past: tuple[PersonId, ...] = ()
    merged: Millis | None = None
    shared: bool = False
    rows: int = 1
    cart_policy: CartPolicy = field(default_factory=CartPolicy)
    minors: Minors = field(default_factory=Minors)

    @cached_property
    def whole(self) -> Facets:
        """The facets with what history tells of added to the customer's own."""
        return whole(self.facets)

    @cached_property
    def traits(self) -> dict[str, Any]:
        """The newest value of each trait."""
        return traits.read(self.whole.get("traits", {}))

    @cached_property
    def consent(self) -> list[dict[str, Any]]:
        """The answer that holds per channel, purpose and contact point, with its proof."""
        return consent.read(self.whole.get("consent", {}), self.merged)

    def denies(self, channel: str, purpose: str, point: str) -> bool:
        """Whether the person said no to this purpose at this address or number, or at all of them."""
        return consent.denies(self.whole.get("consent", {}), Question(channel, purpose, point), self.merged)

    @cached_property
    def objects_to_profiling(self) -> bool:
        """Whether the person has said no to being predicted, and to being learned from; or to being used at all."""
        from segue.profile.profiling import profiling_denied  # for whoever asks for predictions

        return self.restricted or profiling_denied(self.whole.get("consent", {}), self.merged)

    @cached_property
    def restricted(self) -> bool:
        """Whether what is known of the person is kept and not used: `segue.profile.restricting`."""
        value = self.whole.get("consent")
        return bool(value) and restricted(value, self.merged)

    def is_minor(self, now: Millis) -> bool:
        """Whether the person is too young to be sold to, and no guardian has agreed."""
        if self.minors.none:
            return False
        return self.minors.concerns(self.traits, self.whole.get("consent", {}), self.merged, now)

    def unprofiled(self, now: Millis) -> bool:
        """Whether nothing is to be expected of the person, or learned from them: by their word, or by their age."""
        return self.objects_to_profiling or self.is_minor(now)

    @property
    def left_alone(self) -> bool:
        """Whether nothing is to be made of what is known: it is nobody's, or not to be used."""
        return self.shared or self.restricted
