"""Broadcasts as staff manage them: the people API and the console."""

from functools import cache

from segue.broadcasts.definitions import Broadcast
from segue.broadcasts.foreseeing import Foresight
from segue.broadcasts.managing import Managing
from segue.broadcasts.schedules import Schedules
from segue.times import Millis
from segue.wiring.audiences import audiences
from segue.wiring.broadcasts import broadcast_timers, broadcasts
from segue.wiring.tables import playbooks


@cache
def managing() -> Managing:
    """Asking for broadcasts, looking at them, cancelling them."""

    def in_force() -> dict[str, dict[str, dict[str, object]]]:
        return {kind: playbooks().definitions(kind) for kind in ("segment", "template", "journey")}

    return Managing(broadcasts(), audiences(), broadcast_timers(), in_force, _foresee)


def _foresee(broadcast: Broadcast, now: Millis) -> Foresight:
    from segue.wiring.foreseeing import foreseeing  # with the compilers: only who asks for a dry run waits for them

    return foreseeing().foresee(broadcast, now)


@cache
def schedules() -> Schedules:
    """Schedules of journeys, by the playbook that was put in force last."""

    def put() -> dict[str, dict[str, dict[str, object]]]:
        return {"journey": playbooks().at(playbooks().in_force().place, "journey")}

    return Schedules(broadcasts(), broadcast_timers(), put)
