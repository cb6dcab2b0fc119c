"""Pools of coupons: `send` takes codes, `people` brings them, `playbook` looks how many are left."""

from functools import cache

from segue.aws.coupons import StoredCoupons
from segue.aws.settings import settings


@cache
def coupons() -> StoredCoupons:
    """The pools in the Requests table."""
    return StoredCoupons(settings().requests)
