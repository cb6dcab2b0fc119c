"""Routes in the shape of Amazon Pinpoint's, for apps whose SDK can be pointed elsewhere: endpoints, PutEvents, and an
`identifyUser` as Amplify has it. Pure.

https://docs.aws.amazon.com/pinpoint/latest/apireference/ : paths and bodies are those of the service model.
`routes` reads the path and the write key, `items` what is sent, `endpoints` what an endpoint says.
"""

from segue.deliveries import Delivery, Parsed, understood
from segue.pinpoint_api.items import incoming

PARSER = "pinpoint"


def understand(delivery: Delivery) -> Parsed:
    """An endpoint with its events, out of quarantine, understood with today's code."""
    return understood(delivery, incoming)
