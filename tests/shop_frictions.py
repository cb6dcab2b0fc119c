"""A made-up shop in plain Python: visits as rows of the archive, with frictions that are planted or not."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from segue.measures.computing import SHAPES, TYPES, Rows, connected
from tests.measured import asked, fact, table

STEP, BUTTON, SLOW = "step", "button", "slow"  # what may be planted
BEGIN = datetime(2026, 11, 1)
DEVICES = ("phone", "desktop", "tablet")
WEIGHTS = (55, 35, 10)
ELEMENTS = ("button#menu", "div.banner", "a.size")  # clicked in rage now and then, for nothing
FIELDS = ("zip", "phone", "email")


class Shop:
    """Draws visits; `planted` are the frictions that it has."""

    def __init__(self, seed: int, planted: Collection[str], visits: int = 4000) -> None:
        self.rng = Random(seed)
        self.planted = planted
        self.rows: list[dict[str, Any]] = []
        self.order = 0
        for who in range(1, visits + 1):
            self._visit(who)

    def frictions(self, folder: Path) -> Rows:
        """The candidates of its month; its rows go by a file, which is faster than one by one."""
        file = folder / "events.json"
        file.write_text("\n".join(json.dumps(one, default=str) for one in self.rows))
        base, shape = connected(), SHAPES["events"]
        told = {name: TYPES[kind] for name, kind in shape.items()}
        base.execute(f"INSERT INTO events SELECT {', '.join(shape)} FROM read_json('{file}', columns={told})")
        return table(base, "frictions", asked())

    def _visit(self, who: int) -> None:
        self.who, self.device = who, self.rng.choices(DEVICES, WEIGHTS)[0]
        self.time = BEGIN + timedelta(minutes=self.rng.randrange(28 * 20 * 60) // 20 * 20)
        for _ in range(12):
            page = self.rng.choices(("home", "list", "product", "search", "article"), (15, 25, 45, 10, 5))[0]
            lost = self._look(page)
            if page == "product" and not lost and self.rng.random() < 0.2:
                return self._cart()
            if lost:
                return None
        return None

    def _look(self, page: str) -> bool:
        """Whether somebody leaves there."""
        self._tell("view", "Page Viewed", page)
        leaves = {"home": 0.25, "list": 0.15, "product": 0.2, "search": 0.15, "article": 0.3}[page]
        if self.rng.random() < 0.02:
            self._tell("friction", "Rage Clicked", page, element=self.rng.choice(ELEMENTS))
        if self.rng.random() < 0.08:
            self._tell("friction", "Slow Page Viewed", page, ms=self.rng.randrange(2600, 9000))
            leaves += 0.35 if page == "product" and SLOW in self.planted else 0
        if page == "product" and self.rng.random() < 0.05:
            self._tell("friction", "Rage Clicked", page, element="button#buy")
            leaves += 0.4 if BUTTON in self.planted else 0
        return self.rng.random() < leaves

    def _cart(self) -> None:
        self._tell("checkout", "Product Added", "product")
        self._tell("view", "Page Viewed", "cart")
        if self.rng.random() < 0.25:
            return
        self._tell("view", "Page Viewed", "checkout")
        for step in (1, 2, 3):
            self._tell("checkout", "Checkout Step Viewed", "checkout", step=step, steps=3)
            if self.rng.random() < 0.1:
                self._tell("friction", "Form Error Shown", "checkout", field=self.rng.choice(FIELDS))
            hard = STEP in self.planted and step == 3 and self.device == "phone"
            if self.rng.random() < (0.45 if hard else 0.1):
                return
        self.order += 1
        paid = {"purchase": self.order, "money": self.rng.randrange(2000, 9000), "currency": "EUR"}
        self._tell("order", "Order Completed", "", **paid)
        self._tell("view", "Page Viewed", "thanks")

    def _tell(self, kind: str, name: str, page: str, **said: Any) -> None:
        self.time += timedelta(seconds=self.rng.randrange(3, 60))
        self.rows.append(fact(kind, name, self.who, str(self.time), page=page, device=self.device, **said))
