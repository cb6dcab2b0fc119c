"""How many messages a person may get."""

from segue.aws.settings import settings
from segue.aws.slots import Slots
from segue.messaging.booking import Booking
from segue.wiring.policies import policy


def booking() -> Booking:
    """Slots under the caps in force."""
    return Booking(Slots(settings().contact_points), policy())
