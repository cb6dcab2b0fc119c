"""From two records to a probability that they are one person, and to evidence in words."""

from collections import Counter
from collections.abc import Collection, Sequence
from math import inf, log2

from segue.identity.matching.comparing import Finding, compare
from segue.identity.matching.levels import DIFFERENT, NOUNS, SAME, SENTENCES, TYPING
from segue.identity.matching.records import Record
from segue.identity.matching.weights import WEIGHTS

ADDRESS = frozenset({"lines", "street", "extra", "house", "city", "postal", "region"})
NAMES = ("given", "family")
PERSON = frozenset({"names", "birth", "phone", "email"})
FEW = 3  # who bear one name may well be one person
MOVED = -4.0  # bits: what another address says at most against one person, because people move and Febrl's do not


class Population:
    """How many people there are, and how common their names."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._bits = log2(max(2, len(records)))
        self._common = {name: Counter(getattr(one, name) for one in records) for name in NAMES}
        self._bearers = Counter(map(_name, records))

    def compared(self, one: Record, other: Record) -> tuple[int, tuple[str, ...]]:
        """(probability per mille, evidence: what speaks for it first, strongest first)."""
        found = compare(one, other)
        weighed = sorted(((self._weight(each, (one, other)), each) for each in found), key=lambda pair: -pair[0])
        evidence = tuple(_sentence(each) for _, each in weighed)
        if household(found):
            return 0, evidence
        person, names, address = (_sum(weighed, aspects) for aspects in (PERSON, NAMES, ADDRESS))
        return self._probability(person + min(names, self._most_of_names(one, other)), address), evidence

    def _probability(self, person: float, address: float) -> int:
        """Before anything is known, one in all these people. An address says no more for it than the household, and no
        more against it than that somebody moved."""
        bits = person + max(MOVED, min(address, self._bits)) - self._bits
        return round(1000 / (1 + 2**-bits))

    def _most_of_names(self, one: Record, other: Record) -> float:
        """A full name that several bear says no more than that it is one of them."""
        bearers = self._bearers[_name(one)] if _name(one) == _name(other) else 0
        return self._bits - log2(bearers) if bearers > FEW else inf

    def _weight(self, found: Finding, two: Sequence[Record]) -> float:
        """A name that many bear says less than the table, which knows Febrl's names alone."""
        bits = WEIGHTS[found.aspect].get(found.level, 0.0)  # a level that nobody ever saw says nothing
        if found.level != SAME or found.aspect not in NAMES:
            return bits
        common = max(self._common[found.aspect][getattr(one, found.aspect)] for one in two)
        return min(bits, self._bits - log2(max(1, common)))


def household(found: Sequence[Finding]) -> bool:
    """Another given name and no birth date in common: couples and families look like this, and Febrl has none."""
    levels = {each.aspect: each.level for each in found}
    return levels.get("given") == DIFFERENT and levels.get("birth") not in (SAME, TYPING)


def _sum(weighed: Sequence[tuple[float, Finding]], aspects: Collection[str]) -> float:
    return sum(bits for bits, each in weighed if each.aspect in aspects)


def _name(one: Record) -> tuple[str, str]:
    return one.given, one.family


def _sentence(found: Finding) -> str:
    return SENTENCES[found.level].format(noun=NOUNS[found.aspect], likeness=found.likeness)
