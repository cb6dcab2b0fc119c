"""The route by which staff hand a cart over to another device."""

from urllib.parse import unquote

from aws_lambda_powertools.event_handler import Request

from segue.api.answers import Answer, Time
from segue.api.repeats import key_of, occasion
from segue.api.routes import event_of
from segue.aws.settings import settings
from segue.lambdas import now
from segue.wiring.desk import reading
from segue.wiring.handovers import handing_over


class OfferAnswer(Answer):
    """A link and a code that open a cart elsewhere; the code once, until `expires`, the link until `link_expires`."""

    link: str
    code: str
    expires: Time
    link_expires: Time


def hand_over_cart(person: str, cart: str, request: Request) -> OfferAnswer:
    """A link and a code that open the cart on another device, in the store or by phone."""
    asked, moment = event_of(request), now()
    why = key_of(asked) or occasion(asked, moment)
    public_url = settings().public_url or f"https://{asked['requestContext'].get('domainName', '')}"
    offer = handing_over(public_url).offer(reading().person(person), unquote(cart), why, moment)
    return OfferAnswer.model_validate(offer)
