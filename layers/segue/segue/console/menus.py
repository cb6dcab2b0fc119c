"""The menu: pages in the groups that the staff know, as somebody's roles have them. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from segue.languages.texts import _

FEW = 8  # so many pages need no headings
NEAR = 4  # places that a phone keeps in view
GROUPS = {
    "customers": (_("Customers"), "person"),
    "marketing": (_("Marketing"), "send"),
    "numbers": (_("Numbers"), "chart"),
    "privacy": (_("Privacy"), "shield"),
    "setup": (_("Set-up"), "rules"),
    "operations": (_("Operations"), "server"),
}


class Entry(NamedTuple):
    """What a page is in the menu: its name, icon and group; what is needed `often` stays in view on a phone."""

    name: str
    icon: str
    group: str
    often: bool = False


class Place(NamedTuple):
    """Where an entry leads, `live` for `/live`; `icon` is one of `templates/parts.html`."""

    path: str
    name: str
    icon: str


class Group(NamedTuple):
    """Places under a heading; without a name they need none."""

    key: str
    name: str
    icon: str
    places: tuple[Place, ...]


class Menu(NamedTuple):
    """The menu that a visitor has: everything in groups, and the places that a phone keeps in view."""

    groups: tuple[Group, ...] = ()
    near: tuple[Place, ...] = ()


NO_MENU = Menu()


def menu(entries: Iterable[tuple[str, Entry]]) -> Menu:
    """The menu of pages by path, those of a group in the order in which they come."""
    order = tuple(GROUPS)
    known = sorted(entries, key=lambda one: order.index(one[1].group))
    near = tuple(_place(one) for one in known if one[1].often)[:NEAR]
    if len(known) <= FEW:
        return Menu((Group("", "", "", tuple(map(_place, known))),), near)
    grouped = [(key, tuple(_place(one) for one in known if one[1].group == key)) for key in order]
    return Menu(tuple(_group(key, places) for key, places in grouped if places), near)


def _place(one: tuple[str, Entry]) -> Place:
    path, entry = one
    return Place(path.lstrip("/"), entry.name, entry.icon)


def _group(key: str, places: tuple[Place, ...]) -> Group:
    """A page that is alone in its group stands for itself."""
    name, icon = GROUPS[key]
    return Group(key, name if len(places) > 1 else "", icon, places)
