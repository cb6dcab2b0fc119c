"""SNS topics that deliver to our webhook."""

from http import HTTPStatus
from urllib.parse import urlencode

from segue.aws.https import LostError, NeverSentError, answer
from segue.channels.outgoing import HttpsCall
from segue.channels.topics import Confirmation
from segue.errors import Unavailable


def confirm(asked: Confirmation) -> None:
    """Completes a subscription at SNS itself: host and query are made here, of a checked region, and no redirect is
    followed. Raises Unavailable.
    """
    suffix = ".cn" if asked.topic.startswith("arn:aws-cn:") else ""
    query = urlencode({"Action": "ConfirmSubscription", "TopicArn": asked.topic, "Token": asked.token})
    try:
        said = answer(HttpsCall(f"sns.{asked.region}.amazonaws.com{suffix}", f"/?{query}", method="GET"))
    except (NeverSentError, LostError) as failed:
        raise Unavailable("subscription", str(failed)) from failed
    if said.status != HTTPStatus.OK:
        raise Unavailable("subscription", f"SNS answered {said.status}")
