"""Ways back: a link in a message that leads to a conversation in the shop's chat, on whichever device it is opened.

The token is one of `segue.handover.handovers` with a secret of its own, and nothing is kept of it: it names the
conversation and whether what was said there is shown. It stands behind the # of the shop's page, so that no server, log
or other page gets it.
"""

from dataclasses import dataclass

from segue.conversations.conversations import is_conversation
from segue.errors import NotFound
from segue.handover.handovers import NOT_OURS, Seals
from segue.times import DAY, Millis

LASTS: Millis = 3 * DAY
NAME = "segue-chat"  # what the chat's script looks for behind the #
SHOWN, UNSHOWN = ".all", ".new"


@dataclass(frozen=True)
class WaysBack:
    """Makes links and opens them."""

    seals: Seals

    def link(self, page: str, conversation: str, shows: bool, now: Millis) -> str:
        """The address; `shows`: whoever opens it sees what was said in the chat."""
        token = self.seals.token(f"{conversation}{SHOWN if shows else UNSHOWN}", now + LASTS)
        return f"{page.partition('#')[0]}#{NAME}={token}"

    def opened(self, token: str, now: Millis) -> tuple[str, bool]:
        """The conversation, and whether it is shown. Raises NotFound("bad-link"), Gone("expired")."""
        conversation, _, how = self.seals.opened(token, now).partition(".")
        if not is_conversation(conversation):
            raise NotFound("bad-link", NOT_OURS)
        return conversation, f".{how}" == SHOWN
