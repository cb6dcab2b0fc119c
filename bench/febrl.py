"""Febrl's made-up people with known duplicates: how well suggestions find them, and what the weights are learnt from.

Sets 1 and 2 of the Freely Extensible Biomedical Record Linkage project stand outside the repository; where they are
absent there are no figures. `soc_sec_id` is not read at all, `rec_id` only names a record. Weights and level come from
set 1 alone; set 2 is the test. `PYTHONPATH=layers/segue:. python bench/febrl.py` learns the
weights again and prints them.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from math import log2
from pathlib import Path

from segue.identity.matching.comparing import SWAPPED, compare
from segue.identity.matching.proposing import proposals
from segue.identity.matching.records import Record, record_of
from segue.identity.suggesting import Bounds

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "datasets" / "febrl"
LEARNT_FROM, TESTED_ON = 1, 2
Pair = frozenset[str]
Levels = dict[str, dict[str, float]]


def there() -> bool:
    """Whether the data is on this machine."""
    return (FOLDER / "dataset1.csv.gz").exists()


def records(number: int) -> list[Record]:
    """The people of a set as the job would see them: out of traits."""
    rows = sorted(_rows(f"dataset{number}.csv.gz"), key=lambda row: row["rec_id"])
    return [record_of(_key(row["rec_id"]), _traits(row)) for row in rows]


def duplicates(number: int) -> set[Pair]:
    """Every two records of a set that are one person."""
    return {frozenset((_key(row["rec_id_a"]), _key(row["rec_id_b"]))) for row in _rows(f"truth_links_{number}.csv.gz")}


def figures() -> dict[str, float]:
    """Precision, recall and F1 of both sets at the starter playbook's level; {} where the data is not there."""
    found = {}
    for number in (LEARNT_FROM, TESTED_ON) if there() else ():
        truth = duplicates(number)
        suggested = {frozenset((one.left, one.right)) for one in proposals(records(number), Bounds().level)[0]}
        scores = zip(("precision", "recall", "f1"), scored(people(suggested), truth), strict=True)
        found |= {f"febrl{number}_{name}": value for name, value in scores}
        found[f"febrl{number}_f1_of_pairs_alone"] = scored(suggested, truth)[2]
    return found


def scored(said: set[Pair], truth: set[Pair]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean, over pairs of records."""
    right = len(said & truth)
    precision, recall = right / max(1, len(said)), right / len(truth)
    return round(precision, 4), round(recall, 4), round(2 * right / (len(said) + len(truth)), 4)


def people(suggested: set[Pair]) -> set[Pair]:
    """Every two records that are one person once all suggestions are accepted: A with B and B with C is A with C."""
    groups: dict[str, set[str]] = {}
    for one, other in suggested:
        both = groups.setdefault(one, {one}) | groups.setdefault(other, {other})
        groups |= dict.fromkeys(both, both)
    return {frozenset(pair) for group in groups.values() for pair in combinations(sorted(group), 2)}


def learnt(everybody: list[Record], truth: set[Pair]) -> Levels:
    """{aspect: {level: bits}}: how many times likelier a level is among duplicates than among others, as log2."""
    seen: dict[bool, dict[str, Counter[str]]] = {True: defaultdict(Counter), False: defaultdict(Counter)}
    pairs = 0
    for one, other in combinations(everybody, 2):
        pairs += 1
        for found in compare(one, other):
            seen[frozenset((one.id, other.id)) in truth][found.aspect][found.level] += 1
    totals = {True: len(truth), False: pairs - len(truth)}
    return {aspect: _bits(aspect, seen, totals) for aspect in seen[False]}


def _bits(aspect: str, seen: dict[bool, dict[str, Counter[str]]], totals: dict[bool, int]) -> dict[str, float]:
    matched, others = (seen[same][aspect] for same in (True, False))
    levels = sorted({*matched, *others})

    def share(same: bool, level: str) -> float:
        # A swap is found or not found in every pair; other aspects have a level only where both records say something.
        total = totals[same] if level == SWAPPED else sum(seen[same][aspect].values())
        return (seen[same][aspect][level] + 0.5) / (total + 0.5 * len(levels))

    return {level: round(log2(share(True, level) / share(False, level)), 1) for level in levels}


def _key(record: str) -> str:
    """As if it were the key of a customer number."""
    return f"c_{record}"


def _traits(row: dict[str, str]) -> dict[str, object]:
    address = {
        "street": f"{row['street_number']} {row['address_1']}".strip(),
        "street2": row["address_2"],
        "city": row["suburb"],
        "postalCode": row["postcode"],
        "state": row["state"],
    }
    names = {"firstName": row["given_name"], "lastName": row["surname"]}
    return {**names, "birthday": row["date_of_birth"], "address": address}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(FOLDER / name, "rt") as file:
        rows: Iterable[dict[str, str]] = csv.DictReader(file, skipinitialspace=True)
        yield from ({key.strip(): value.strip() for key, value in row.items()} for row in rows)


if __name__ == "__main__":
    for aspect, levels in learnt(records(LEARNT_FROM), duplicates(LEARNT_FROM)).items():
        print(f"{aspect}: {levels}")
