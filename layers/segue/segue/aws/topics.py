"""SNS topics that deliver to our webhook."""

from http import HTTPStatus
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urlencode

from segue.channels.email.ses import Confirmation
from segue.errors import Unavailable

SECONDS = 3


def confirm(asked: Confirmation) -> None:
    """Completes a subscription at SNS itself: host and query are made here, of a checked region, and no redirect is
    followed. Raises Unavailable.
    """
    suffix = ".cn" if asked.topic.startswith("arn:aws-cn:") else ""
    query = urlencode({"Action": "ConfirmSubscription", "TopicArn": asked.topic, "Token": asked.token})
    connection = HTTPSConnection(f"sns.{asked.region}.amazonaws.com{suffix}", timeout=SECONDS)
    try:
        connection.request("GET", f"/?{query}")
        status = connection.getresponse().status
    except (OSError, HTTPException) as failed:
        raise Unavailable("subscription", type(failed).__name__) from failed
    finally:
        connection.close()
    if status != HTTPStatus.OK:
        raise Unavailable("subscription", f"SNS answered {status}")
