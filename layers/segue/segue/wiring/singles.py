"""Single messages: the people API and the console."""

from segue.errors import Refused
from segue.messages import Message
from segue.messaging.singles import Singles
from segue.wiring.policies import policy
from segue.wiring.tables import messages, playbooks


def singles() -> Singles:
    """Sends and stops, by the templates in force."""
    return Singles(messages(), playbooks().definitions("template"))


def content_of(message: Message) -> dict[str, str]:
    """The parts of a message as they were sent; {} where that is not known any more."""
    from segue.messaging.composing import as_sent, place_of  # with Liquid: only who asks for content waits for it

    place = place_of(message)
    template = playbooks().at(place, "template").get(message.template, {}) if place else {}
    try:
        return as_sent(message, template, policy())
    except Refused:
        return {}
