"""What the staff are called."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.staff_names import StaffNames
from segue.conversations.desk.staff_names import Names
from segue.lambdas import now


@cache
def staff_names() -> StaffNames:
    """Rows in the Requests table."""
    return StaffNames(settings().requests)


def names() -> Names:
    """The names of everybody, as read a moment ago."""
    return staff_names().names(now())
