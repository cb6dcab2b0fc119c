"""Who was erased, beside the tables: written by `privacy`, replayed after a restore."""

from functools import cache

from segue.audit import Entry
from segue.aws.erasing.journal import Journal
from segue.aws.settings import settings
from segue.erasing.runs import Erasure
from segue.keys import digest
from segue.times import Millis, to_text
from segue.wiring.merges import audit
from segue.wiring.privacy_requests import begin

REASON, ACTION = "erased before a restore", "erasures.replay"


@cache
def journal() -> Journal:
    """The bucket's."""
    return Journal(settings().erasures_bucket)


def replay(since: Millis, by: str, occasion: str, now: Millis) -> list[Erasure]:
    """Erases again whoever was erased since a moment: each identity, since a backup may know them as several people. On
    the same occasion it is done once. Raises Unavailable."""
    name = f"{ACTION}.{digest(b'replay', occasion)}"
    audit().write([Entry(name, now, by, ACTION, (), f"since {to_text(since)}")])
    keys = dict.fromkeys(key for one in journal().since(since) for key in one.keys)
    return [begin(key, (by, REASON), f"{occasion} {key}", now) for key in keys]
