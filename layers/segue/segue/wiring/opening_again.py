"""Addresses that an erasure has closed are opened again, at their owner's wish."""

from segue.audit import Entry
from segue.aws.erasing.closing import addresses, reopened
from segue.aws.settings import settings
from segue.errors import Invalid
from segue.keys import IdentityKey, digest
from segue.times import Millis
from segue.wiring.merges import audit


def open_again(key: IdentityKey, why: tuple[str, str], occasion: str, now: Millis) -> str:
    """What closes it now: "" for nothing; a complaint or a bounce of after the erasure stays. For (who of the staff,
    reason). Raises Invalid("no-address"), Unavailable."""
    by, reason = why
    if not addresses([key]):
        raise Invalid("no-address", "only what can be written to is opened: an address or a number")
    audit().write([Entry(f"opened_{digest(b'opened', occasion)}", now, by, "address.opened", (key,), reason)])
    return reopened(settings().contact_points, key)
