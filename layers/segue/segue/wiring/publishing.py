"""`publish_signals`: what changes of people and of products mean to others, and who is in which segment by them."""

from segue.aws.catalog_stream import changes_of
from segue.aws.people_stream import moves_of, signals_of
from segue.aws.settings import settings
from segue.catalog.awaiting import told
from segue.catalog.changes import STOCK_RETURNED, price_changes, signals
from segue.lambdas import Lambda
from segue.profile.signals import Signal
from segue.times import Millis
from segue.wiring.awaiting import awaiting
from segue.wiring.bus import bus
from segue.wiring.catalog import prices
from segue.wiring.members import members


def publish(event: Lambda, now: Millis) -> None:
    """A batch of the People stream or of the Catalog stream; all of it may come again. Raises Unavailable."""
    if any(f"/{settings().catalog}/" in one["eventSourceARN"] for one in event["Records"][:1]):
        return _of_products(event)
    bus().publish(signals_of(event, now))
    return members().note(moves_of(event), now)


def _of_products(event: Lambda) -> None:
    changes = changes_of(event)
    prices().note([found for one in changes for found in price_changes(one.before, one.after, one.time)])
    found = [one for change in changes for one in signals(change.before, change.after, change.time)]
    bus().publish(found)
    for one in found:
        if one.name == STOCK_RETURNED:
            _tell_who_waits(one)


def _tell_who_waits(signal: Signal) -> None:
    rows = [*told(signal, awaiting().of(signal.detail["product"]))]
    bus().publish([one for _, one in rows])
    awaiting().forget([one for one, _ in rows])
