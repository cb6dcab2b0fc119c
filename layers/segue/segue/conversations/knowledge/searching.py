"""Searching: texts by words, the best first, by Okapi BM25 (Robertson and Zaragoza 2009, section 3; k1 1.2, b 0.75).

Words are compared by their first six letters without an `s` at the end, which puts `tents` to `tent` and `Lieferungen`
to `Lieferung` without knowing the language; words that say nothing (`english.PLAIN`) are left out.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from segue.conversations.topics.english import PLAIN
from segue.conversations.topics.grams import NUMBER, words_of

STEM = 6  # letters
K1, B = 1.2, 0.75
HEAVY = 3  # so many times a word of the title counts


def stems_of(text: str) -> list[str]:
    """The words of a text that say something, each cut to its stem."""
    return [
        one.removesuffix("s")[:STEM] for one in words_of(text) if len(one) > 1 and one not in PLAIN and one != NUMBER
    ]


def weighed(title: str, body: str) -> Counter[str]:
    """How often each stem stands in a text, those of its title several times."""
    return Counter(stems_of(title) * HEAVY + stems_of(body))


@dataclass(frozen=True)
class Index:
    """What to search in: how often each stem stands in each text."""

    texts: Sequence[Mapping[str, int]]
    holding: Counter[str] = field(default_factory=Counter)
    length: float = 1.0

    @classmethod
    def over(cls, texts: Iterable[Mapping[str, int]]) -> "Index":
        """An index of some texts, with what is the same for every search worked out."""
        kept = [*texts]
        whole = sum(sum(one.values()) for one in kept)
        return cls(kept, Counter(stem for one in kept for stem in one), whole / max(len(kept), 1) or 1.0)

    def scores(self, text: str) -> list[float]:
        """How well each text answers to some words, 0.0 where it has none of them."""
        wanted = {one: self._rarity(one) for one in dict.fromkeys(stems_of(text)) if one in self.holding}
        return [sum(rare * self._weight(one, stem) for stem, rare in wanted.items()) for one in self.texts]

    def _rarity(self, stem: str) -> float:
        having = self.holding[stem]
        return math.log(1 + (len(self.texts) - having + 0.5) / (having + 0.5))

    def _weight(self, text: Mapping[str, int], stem: str) -> float:
        times = text.get(stem, 0)
        long = 1 - B + B * sum(text.values()) / self.length
        return times * (K1 + 1) / (times + K1 * long)
