"""A made-up shop, seeded: products in categories and sets that are bought together, people with tastes."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from segue.catalog.items import Item
from segue.recommending.interactions import Interaction, Kind
from segue.times import DAY, MINUTE, Millis

NOON: Millis = 1_795_348_800_000
SET = 8  # products that belong together; every set stands in one category
SETS_OF_A_CATEGORY = 10
WORDS = ("oak", "linen", "steel", "amber", "slate", "cedar", "coral", "ivory", "moss", "plum")


@dataclass(frozen=True)
class Shop:
    """Its size. `per_person`: interactions on average."""

    people: int
    products: int
    per_person: int = 10
    seed: int = 20_260_101

    def interactions(self) -> Iterator[Interaction]:
        """Visits over a year: looks at products of one set, every fourth is bought with another of the set."""
        chance = Random(self.seed)
        for person in range(self.people):
            tastes = [self._set(chance) for _ in range(3)]
            for _ in range(max(1, round(chance.expovariate(4 / self.per_person)))):
                yield from self._visit(chance, f"p{person}", chance.choice(tastes))

    def _visit(self, chance: Random, person: str, group: int) -> Iterator[Interaction]:
        moment = NOON - chance.randrange(365 * DAY)
        for step in range(4):
            near = chance.random() < 0.8
            place = (
                group * SET + min(int(chance.expovariate(0.5)), SET - 1) if near else chance.randrange(self.products)
            )
            kind: Kind = "bought" if chance.random() < 0.25 else "viewed"
            yield Interaction(person, f"g{place % self.products}", kind, moment + step * MINUTE)

    def _set(self, chance: Random) -> int:
        """Sets are liked by Zipf's law."""
        sets = max(1, self.products // SET)
        return min(int(sets ** chance.random()) - 1, sets - 1)

    def items(self) -> dict[str, Item]:
        """The catalog: titles share a word within a set."""
        return {f"g{place}": self._item(place) for place in range(self.products)}

    def _item(self, place: int) -> Item:
        group = place // SET
        category = f"category {group // SETS_OF_A_CATEGORY}"
        title = f"{WORDS[group % len(WORDS)]}{group} {WORDS[place % SET]} thing"
        return Item("product", f"g{place}", NOON, {"title": title, "categories": [category], "price": 1000 + place})
