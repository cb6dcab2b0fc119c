"""A sample of what a shop's pages report, for trying a source out."""

from segue.channels import trials
from segue.http import Request
from segue.times import Millis, to_text


def shopify_pixel(secret: str, now: Millis, url: str) -> Request:
    """A page was viewed, with the token as password."""
    said = {
        "name": "page_viewed",
        "id": f"segue-test-{now}",
        "clientId": trials.ID,
        "timestamp": to_text(now),
        "context": {"document": {"title": trials.WHOLE_NAME}},
    }
    return trials.posted(url, said, trials.password(secret))


SAMPLES = {"shopify_pixel": shopify_pixel}
