"""What a broadcast would come to; whoever asks for one loads this when it is needed."""

from functools import cache

from segue.broadcasts.foreseeing import Foreseeing
from segue.wiring.audiences import audiences
from segue.wiring.fanning import in_force
from segue.wiring.links import links
from segue.wiring.people import profiles
from segue.wiring.tables import contact_points


@cache
def foreseeing() -> Foreseeing:
    """Looks at the people of a segment as a fan-out would."""
    return Foreseeing(audiences(), profiles(), contact_points(), in_force, links().key)
