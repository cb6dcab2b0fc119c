"""`call_webhooks`."""

from collections.abc import Sequence

from segue.aws.https import InsideError, LostError, NeverSentError, answer
from segue.aws.journeys import Instances
from segue.aws.settings import settings
from segue.aws.source_secrets import source_secrets
from segue.channels.outgoing import HttpsCall
from segue.errors import Refused, Unauthorized, Unavailable
from segue.journeys.calling import Calling, Post
from segue.times import Millis
from segue.wiring.books import books
from segue.wiring.people import profiles


def calling() -> Calling:
    """Calls webhooks, by the text that each run goes by."""
    return Calling(profiles(), Instances(settings().journeys), books(), secrets, posted)


def secrets(name: str, now: Millis) -> Sequence[str]:
    """The secrets of this name, kept like those of a source called `call_<name>`. Raises Unavailable where there are
    none: the order comes again until there are."""
    try:
        return source_secrets(f"call_{name}", now)
    except Unauthorized as lacking:
        raise Unavailable(lacking.reason, lacking.detail) from lacking


def posted(post: Post) -> int:
    """The status that it answers. Raises Unavailable where no answer came: it may be called again; Refused where the
    name leads to a private address."""
    try:
        return answer(HttpsCall(post.host, post.path, post.headers, post.body)).status
    except InsideError as inside:
        raise Refused(str(inside)) from inside
    except (NeverSentError, LostError) as problem:
        raise Unavailable("unreachable", str(problem)) from problem
