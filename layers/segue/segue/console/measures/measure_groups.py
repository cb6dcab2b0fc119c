"""The dashboards: which measures stand on which, and what must come in for them."""

from typing import NamedTuple

from segue.console.words import label
from segue.languages.texts import _
from segue.measures.definitions import Definition, definitions

OVERVIEW = ""
APART = "experiments"  # has a page of its own, which judges them


class Group(NamedTuple):
    """A dashboard; `needs` says what its figures are made of."""

    key: str
    name: str
    about: str
    needs: str


KNOWN = (
    Group(
        OVERVIEW,
        _("Overview"),
        _("What a head of the shop looks at in the morning."),
        _("what happens in your shop: page views, orders, conversations and messages, from a source that is connected"),
    ),
    Group(
        "sales",
        _("Sales"),
        _("What is sold, where it comes from, and what the messages earn."),
        _("orders of your shop, your till or your payment provider, and visits of your pages"),
    ),
    Group(
        "customers",
        _("Customers"),
        _("Who buys again, how often, and what a customer is worth."),
        _("orders of customers who can be told apart"),
    ),
    Group(
        "service",
        _("Service"),
        _("How easy it is to get help, and how long it takes."),
        _("conversations by e-mail, chat, phone or any other channel, and answers to the question of effort"),
    ),
    Group(
        "messages",
        _("Messages"),
        _("What is sent, what arrives, and what becomes of it."),
        _("messages that journeys, broadcasts and answers send, and what the providers report of them"),
    ),
    Group(
        "consent",
        _("Consent"),
        _("Who may be written to, and how that changes."),
        _("consent that customers give or take back"),
    ),
    Group(
        "friction",
        _("Friction"),
        _("Where people give up, and what it costs."),
        _("page views, steps of the checkout and clicks, from the script in your shop"),
    ),
)
MORNING = (
    "revenue",
    "orders",
    "conversion",
    "revenue_per_send",
    "repeat_rate",
    "effort",
    "response_time",
    "delivered",
    "reachable",
    "frictions",
)


def groups() -> list[Group]:
    """All dashboards of which there are measures, the overview first."""
    used = {one.group for one in definitions().values()}
    known = [one for one in KNOWN if one.key == OVERVIEW or one.key in used]
    others = sorted(used - {APART, *(one.key for one in KNOWN)})
    return [*known, *(Group(one, label(one), "", _("what these figures are made of")) for one in others)]


def group_of(key: str) -> Group:
    """One of them, the overview where there is none of this name."""
    return next((one for one in groups() if one.key == key), KNOWN[0])


def members(group: Group) -> list[Definition]:
    """The measures of a dashboard: figures first, tables behind them, those of the overview before the others."""
    known = definitions()
    if group.key == OVERVIEW:
        return [known[name] for name in MORNING if name in known]
    found = [one for one in known.values() if one.group == group.key]
    return sorted(found, key=lambda one: (one.kind == "table", _rank(one.name), one.title))


def _rank(name: str) -> int:
    """What one looks at in the morning comes first."""
    return MORNING.index(name) if name in MORNING else len(MORNING)
