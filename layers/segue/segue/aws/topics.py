"""SNS topics that deliver to our webhook."""

from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, build_opener

from segue.channels.email.ses import Confirmation
from segue.errors import Unavailable

SECONDS = 3


class NoRedirects(HTTPRedirectHandler):
    """SNS answers by itself; whoever sends elsewhere is not SNS."""

    def redirect_request(self, *_: object) -> None:
        """Never followed."""
        return


def confirm(asked: Confirmation) -> None:
    """Completes a subscription at SNS itself: the address is made here, of a checked region. Raises Unavailable."""
    suffix = ".cn" if asked.topic.startswith("arn:aws-cn:") else ""
    query = urlencode({"Action": "ConfirmSubscription", "TopicArn": asked.topic, "Token": asked.token})
    try:
        build_opener(NoRedirects).open(f"https://sns.{asked.region}.amazonaws.com{suffix}/?{query}", timeout=SECONDS)
    except OSError as failed:
        raise Unavailable("subscription", type(failed).__name__) from failed
