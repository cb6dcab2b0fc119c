"""Variants that recommend: one that has nothing to recommend to a viewer is for nobody, and the next one is asked."""

from collections.abc import Callable
from dataclasses import replace

from segue.placements.choosing import NOTHING, Choice, Considered
from segue.placements.placements import Placement, Variant


def suited(placement: Placement, choose: Callable[[Placement], Choice], suits: Callable[[Variant], bool]) -> Choice:
    """The choice of a placement among variants that have something to recommend, or need not. `suits` is asked only of
    what would be shown, of who is held out too: both arms are those for whom there is something."""
    left, lost = placement, list[Considered]()
    choice = choose(left)
    while (wanted := choice.wanted) and wanted.recommend and not suits(wanted):
        lost.append(Considered(wanted.id, NOTHING))
        left = _without(left, wanted)
        choice = choose(left)
    reason = NOTHING if lost and choice.wanted is None else choice.reason
    return choice._replace(reason=reason, considered=(*choice.considered, *lost))


def _without(placement: Placement, variant: Variant) -> Placement:
    if variant is placement.fallback:
        return replace(placement, fallback=None)
    return replace(placement, variants=tuple(one for one in placement.variants if one is not variant))
