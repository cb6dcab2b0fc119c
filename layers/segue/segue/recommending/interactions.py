"""What somebody had to do with a product: the input of learning, and of choosing."""

from typing import Literal, NamedTuple

from segue.times import DAY, Millis

Kind = Literal["bought", "carted", "viewed"]
WORTH: dict[Kind, float] = {"bought": 1.0, "carted": 0.8, "viewed": 0.5}
FADES: dict[Kind, Millis] = {"bought": 40 * DAY, "carted": 7 * DAY, "viewed": DAY}  # down to 37 % after so long
RESTS = 0.1  # of its worth, however long ago


class Interaction(NamedTuple):
    """One line of an order, one product put into a cart, one look; `moment` in ms; `quantity` in pieces, of which
    ten tell no more than one: whoever buys for a club likes the same things."""

    person: str
    product: str
    kind: Kind
    moment: Millis
    quantity: int = 1
