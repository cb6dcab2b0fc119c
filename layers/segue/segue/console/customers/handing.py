"""Handing a cart over to another device: a link and six digits, for the customer on the phone, at the counter or in a
conversation, where either is written into the answer."""

from typing import NamedTuple

from segue.console.conversations.conversing import head_of
from segue.console.customers.portraits import cart_view
from segue.console.desk import Desk
from segue.console.rendering import page
from segue.console.visits import Shown, Visit, redirect
from segue.console.words import called, clock
from segue.conversations.desk.acts import LONGEST
from segue.handover.handing_over import Offer, cart_of
from segue.keys import PersonId
from segue.languages.texts import ENGLISH, LANGUAGES, _, speaking
from segue.profile.profiles import Profile

NAME = 128  # characters that are taken of a field
BY_LINK = _("Your cart, to open on any device: {link}")
BY_CODE = _("Type this code at the cart’s page in the shop: {code}. It works once, until {time} UTC.")


class Handed(NamedTuple):
    """Whose cart is offered, and how."""

    profile: Profile
    cart: str
    occasion: str
    offer: Offer


def hand_over(visit: Visit, desk: Desk) -> Shown:
    """Link and code in the answer itself, because neither may stand in an address; sent again it is the same offer.

    Raises NotFound, Conflict("cart-ended"), Unavailable.
    """
    made = _made(visit, desk, visit.args["person"])
    found = cart_of(made.profile, made.cart, visit.now)
    person = {"id": made.profile.id, "name": called(made.profile.traits, made.profile.identifiers)}
    form = {"cart": made.cart, "occasion": made.occasion}
    facts = {"cart": cart_view(found) if found else None, "form": form, "talked": visit.typed("talk", NAME)}
    return page(visit, "handover.html", person=person, offer=made.offer, **facts)


def put_in(visit: Visit, desk: Desk) -> Shown:
    """Writes the link or the code of the same offer below what is typed in a conversation. Nothing is sent.

    Raises NotFound, Conflict("cart-ended"), Unavailable.
    """
    head, kept = head_of(visit, desk), desk.talks.kept
    offer = _made(visit, desk, head.person).offer
    with speaking(head.language if head.language in LANGUAGES else ENGLISH):
        by_code = BY_CODE.format(code=offer.code, time=clock(offer.expires))
        words = by_code if visit.form.get("by") == "code" else BY_LINK.format(link=offer.link)
    typed = kept.draft(head.id, visit.name)
    if words not in typed:
        kept.keep_draft(head.id, visit.name, f"{typed}\n{words}".strip("\n")[:LONGEST])
    return redirect(f"{visit.base}/inbox/{head.id}?said=put-in")


def _made(visit: Visit, desk: Desk, person: PersonId) -> Handed:
    profile, cart = desk.reading.person(person), visit.typed("cart", NAME)
    occasion = visit.typed("occasion", NAME) or visit.request.id
    offer = desk.handing_over(visit.origin).offer(profile, cart, f"console {visit.name} {occasion}", visit.now)
    return Handed(profile, cart, occasion, offer)
