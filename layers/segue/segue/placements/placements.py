"""What a placement is: a slot of a page, and the variants that may fill it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.experiments.holdouts import MARKETING
from segue.recommending.wishes import Wish
from segue.segments.verdicts import Condition
from segue.times import LATEST, Millis

FIRST, SCORE, BANDIT, SPLIT = "first", "score", "bandit", "split"
STRATEGIES = (FIRST, SCORE, BANDIT, SPLIT)
PRODUCTS = "products"
KINDS = ("categories", "brands", "features", PRODUCTS)  # what a variant may be about
Content = Mapping[str, Any]  # names of the page's own with texts (Liquid), numbers and booleans


@dataclass(frozen=True)
class Variant:
    """One thing to show. `when`: who sees it, None for everybody; `since` to `until`: at which time; `about`: what it
    is about, in small letters, by KINDS; `locales` say the same in other languages. `recommend`: what
    is to be recommended in it; where there is nothing, it is for nobody. `share`: how many of
    100 people see it where a split draws among those of its priority."""

    id: str
    content: Content
    when: Condition | None = None
    since: Millis = 0
    until: Millis = LATEST
    priority: int = 0
    about: Mapping[str, frozenset[str]] = field(default_factory=dict)
    locales: Mapping[str, Content] = field(default_factory=dict)
    recommend: Wish | None = None
    share: int = 0


@dataclass(frozen=True)
class Placement:
    """A slot. `variants` in the order in which they are asked: the highest priority first, then as written. `holdout`:
    how many of 100 people see what the page shows without us. `fallback`: what is shown where no variant is for
    them; None leaves it to the page. `purpose`: of marketing the holdout of all marketing sees nothing."""

    id: str
    variants: tuple[Variant, ...]
    strategy: str = FIRST
    holdout: int = 0
    fallback: Variant | None = None
    locale: str = ""
    purpose: str = MARKETING

    @property
    def every(self) -> tuple[Variant, ...]:
        """The variants, and the fallback where there is one."""
        return (*self.variants, self.fallback) if self.fallback else self.variants
