"""`publish_signals`: what changes of people and of products mean to others."""

from segue.aws.catalog_stream import changes_of
from segue.aws.people_stream import signals_of
from segue.aws.settings import settings
from segue.catalog.changes import price_changes, signals
from segue.lambdas import Lambda
from segue.times import Millis
from segue.wiring.bus import bus
from segue.wiring.catalog import prices


def publish(event: Lambda, now: Millis) -> None:
    """A batch of the People stream or of the Catalog stream; all of it may come again. Raises Unavailable."""
    changes = changes_of(event) if _of_catalog(event) else []
    prices().note([found for one in changes for found in price_changes(one.before, one.after, one.time)])
    told = [found for one in changes for found in signals(one.before, one.after, one.time)]
    bus().publish(told if _of_catalog(event) else signals_of(event, now))


def _of_catalog(event: Lambda) -> bool:
    return f"/{settings().catalog}/" in event["Records"][0]["eventSourceARN"]
