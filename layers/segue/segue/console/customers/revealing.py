"""The page of a person's sensitive traits in the clear, for those who may see them."""

from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.errors import Invalid

LONGEST = 500


def show(visit: Visit, desk: Desk) -> Shown:
    """What is kept, once it is written down who looked and why. Raises NotFound, Invalid("no-reason")."""
    from segue.wiring.revealing import revealed  # with what encrypts: hardly anybody asks

    profile, reason = desk.reading.person(visit.args["person"]), visit.typed("reason", LONGEST)
    if not reason:
        raise Invalid("no-reason", "say why you have to know: it is written down beside your name")
    asked = visit.name, reason, f"console {visit.name} {visit.now}"
    return page(visit, "sensitive.html", person=profile.id, reason=reason, found=revealed(profile, asked, visit.now))
