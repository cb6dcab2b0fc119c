"""Whether the arms are as large as they were meant to be. Where they are not, whoever is missing is not missing by
chance, and no figure of the experiment says anything (Fabijan et al., Diagnosing Sample Ratio Mismatch, KDD 2019).

The test holds at every look (Lindon, Malek: Anytime-valid inference for multinomial count data, NeurIPS 2022): the
shares that were meant, against all others, those near by rather than those far away (Dirichlet).
"""

from collections.abc import Mapping
from math import exp, lgamma, log
from typing import NamedTuple

LIMIT = 0.01  # of sound experiments at most so many are ever taken for broken
NEAR = 500.0  # how close by the other shares are looked for: as if so many people had told of them


class Ratio(NamedTuple):
    """`seen` and `meant` people by arm, how often chance alone shows as much at any look (at most), and whether that is
    too seldom to be believed."""

    seen: Mapping[str, int]
    meant: Mapping[str, float]
    chance: float
    broken: bool


def ratio(seen: Mapping[str, int], shares: Mapping[str, float]) -> Ratio | None:
    """People by arm beside the shares that were meant, in any measure; None where no shares are known, or where they
    are of other arms."""
    whole, people = sum(shares.values()), sum(seen.values())
    if whole <= 0 or {name for name, share in shares.items() if share > 0} - set(seen) or set(seen) - set(shares):
        return None
    parts = {name: shares[name] / whole for name in seen}
    if not all(parts.values()):
        return None
    chance = min(1.0, exp(-max(0.0, _log_odds(seen, parts))))
    return Ratio(dict(seen), {name: people * part for name, part in parts.items()}, chance, chance < LIMIT)


def _log_odds(seen: Mapping[str, int], parts: Mapping[str, float]) -> float:
    """How many times likelier the counts are under other shares than under those meant, as a logarithm."""
    people = sum(seen.values())
    told = sum(lgamma(NEAR * parts[name] + count) - lgamma(NEAR * parts[name]) for name, count in seen.items())
    other = told + lgamma(NEAR) - lgamma(NEAR + people)
    return other - sum(count * log(parts[name]) for name, count in seen.items())
