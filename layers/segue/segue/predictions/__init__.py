"""Predictions: what is expected of a customer, as a plain value that a job makes at night, and as events of the ledger.

`Predictions Updated` and `Replenishment Due` are the product's own: what comes through a door, with a key or signed by
a provider, has another source, and is worth nothing to the facet and the signals (docs/decisions/0246).
"""

from segue.events import PREDICTED, USED_UP, Event

SOURCE = "segue:predictions"  # no file of the playbook and no import can be called so: a colon stands in no such name


def is_own(event: Event) -> bool:
    """Whether it is one of these events, and written by ourselves."""
    return event.source == SOURCE and event.event in (PREDICTED, USED_UP)
