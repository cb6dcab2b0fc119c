"""The shapes of what is answered about placements."""

from typing import Annotated, Any, Literal

from pydantic import Field

from segue.api.answers import Answer, Time
from segue.api.whys import Clause

Share = Annotated[float, Field(ge=0, le=1, description="from 0 to 1")]
Strategy = Literal["first", "score", "bandit"]


class Rate(Answer):
    """How often something was seen and clicked in the last 28 days; `low` to `high` is where the rate lies with 95 %
    certainty. Null without a view."""

    views: int
    clicks: int
    rate: Share | None
    low: Share | None
    high: Share | None


class PlacementAnswer(Answer):
    """A slot. `live`: the variants whose time it is; `shown`: all that we have shown; `held`: what those saw and
    clicked who see the page's own; `holdout`: how many of 100 people these are."""

    id: str
    name: str
    description: str
    strategy: Strategy
    holdout: int
    live: list[str]
    shown: Rate
    held: Rate


class VariantAnswer(Answer):
    """A variant as the text has it, with its result. `condition` null: for everybody; `draws`: the share of draws that
    a bandit gives it now, among the live ones of its priority. The fallback is called `fallback`."""

    id: str
    priority: int
    since: Time | None
    until: Time | None
    live: bool
    condition: str | None
    about: dict[str, list[str]]
    content: dict[str, Any]
    locales: list[str]
    result: Rate
    draws: Share | None


class DayAnswer(Answer):
    """What was seen and clicked on a day, UTC."""

    day: str
    views: int
    clicks: int


class GoneAnswer(Answer):
    """A variant that was seen lately and is no longer in the text."""

    id: str
    result: Rate


class PlacementDetail(PlacementAnswer):
    """A slot with its variants in the order in which they are asked, its last 28 days and its text."""

    variants: list[VariantAnswer]
    gone: list[GoneAnswer]
    days: list[DayAnswer]
    text: str


class WeighedAnswer(Answer):
    """A variant and what became of it: a word and its sentence; `why`: its condition, clause by clause, null where it
    is for everybody."""

    variant: str
    word: str
    text: str
    priority: int
    since: Time | None
    until: Time | None
    score: float | None
    odds: Share | None
    why: Clause | None


class WhyPlacement(Answer):
    """What a placement would show somebody now who has proven who they are, and why. `variant` and `content` are null
    where the page shows its own. Of a bandit it is the likeliest one, or with `session` what that visit is shown."""

    person: str
    placement: str
    name: str
    strategy: Strategy
    variant: str | None
    reason: str
    text: str
    holdout: bool
    content: dict[str, Any] | None
    variants: list[WeighedAnswer]
