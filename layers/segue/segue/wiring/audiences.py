"""Whom broadcasts reach, and by whose clock."""

from functools import cache

from segue.aws.audiences import Audiences
from segue.occasions import zone_of
from segue.wiring.members import members
from segue.wiring.tables import playbooks


@cache
def audiences() -> Audiences:
    """Members of segments, page by page."""
    return Audiences(members())


def shop_zone() -> str:
    """The shop's own time zone, `zone` of `policies/shop.yaml`; UTC where it names none."""
    zone = str(playbooks().definitions("policy").get("shop", {}).get("zone") or "")
    return zone if zone_of(zone) else "UTC"
