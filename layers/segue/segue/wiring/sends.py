"""`send`."""

from segue.aws.mails import Mails
from segue.aws.settings import settings
from segue.journeys.compiling import compile_journey
from segue.messaging.policies import policy_of
from segue.messaging.sending import Definitions, Sending
from segue.segments.compiling import compile_segment
from segue.wiring.links import links
from segue.wiring.people import profiles
from segue.wiring.tables import contact_points, messages, playbooks


def sending() -> Sending:
    """Sends e-mail, by the playbook in force."""
    known, book = settings(), playbooks()
    definitions = Definitions(
        journeys=book.compiled("journey", compile_journey),
        segments=book.compiled("segment", compile_segment),
        templates=book.definitions("template"),
        policy=policy_of(book.definitions("policy")),
    )
    mails = Mails(known.email_from, known.email_from_marketing, known.configuration_set)
    return Sending(messages(), contact_points(), profiles(), mails, links(), definitions)
