"""Who of the staff is asking."""

from functools import cache

from segue.aws.clients import client
from segue.aws.settings import settings
from segue.aws.staff import Door


@cache
def door() -> Door:
    """The user pool, as those see it who come in."""
    return Door(client("cognito-idp"), settings().user_pool, settings().user_pool_client)
