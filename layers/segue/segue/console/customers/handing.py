"""Handing a cart over to another device: a link and six digits, for the customer on the phone or at the counter."""

from segue.console.customers.portraits import cart_view
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit
from segue.console.words import called
from segue.handover.handing_over import cart_of


def hand_over(visit: Visit, desk: Desk) -> Shown:
    """Link and code in the answer itself, because neither may stand in an address; sent again it is the same offer.

    Raises NotFound, Conflict("cart-ended"), Unavailable.
    """
    profile, cart = desk.reading.person(visit.args["person"]), visit.form.get("cart", "")
    occasion = f"console {visit.name} {visit.form.get('occasion') or visit.request.id}"
    offer = desk.handing_over(visit.origin).offer(profile, cart, occasion, visit.now)
    found = cart_of(profile, cart, visit.now)
    person = {"id": profile.id, "name": called(profile.traits, profile.identifiers)}
    return page(visit, "handover.html", person=person, offer=offer, cart=cart_view(found) if found else None)
