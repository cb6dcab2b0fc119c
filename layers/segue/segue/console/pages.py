"""A page of the console: its way, what shows it, and for whom. All of them stand in `views.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from segue.console.desk import Desk
from segue.console.menus import Entry
from segue.console.visits import Shown, Visit


@dataclass(frozen=True)
class View:
    """A page for those roles; without roles it is open to everybody, and knows who is signed in where it `greets`.
    `entry`: what it is in the menu."""

    method: str
    path: str
    show: Callable[[Visit, Desk], Shown]
    roles: frozenset[str] = frozenset()
    entry: Entry | None = None
    greets: bool = False
