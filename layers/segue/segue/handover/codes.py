"""Codes of conversations: six digits that the customer reads in the chat and says on the telephone.

They prove that who calls is who writes there, so the agent goes on with that conversation. They are made, kept and
tried as the codes of carts are (`segue.handover.handovers`), with a secret and rows of their own: kept is a keyed hash,
and whoever tries many waits.

Of a million codes 20 may be somebody else's and open at one moment. Who calls and guesses hits one of them with 2 in
100,000 a try: ten tries in ten minutes are 1,440 a day of one of the staff, who would have to type wrong digits all day
long, and find one in 35 days; 300 in ten minutes, all of the staff doing nothing else, 0.9 a day. Codes that strangers
make in chats of their own lead to these chats.
"""

from dataclasses import dataclass
from typing import Protocol

from segue.conversations.conversations import Conversation
from segue.errors import Invalid
from segue.handover.handing_over import Records
from segue.handover.handovers import CODE, Handover, Redeemed, Seals, Tries
from segue.times import MINUTE, Millis

LASTS: Millis = 30 * MINUTE
MOST_TRIES = Tries(own=10, all=300)  # within ten minutes: of one of the staff, of all of them
# Codes that are made while one holds: in a chat, by one caller, by all who are not proven: at most one in a hundred of
# all digits, so that digits that were typed wrong lead nowhere, and there is always a free code.
MOST_OF_CHAT, MOST_OF_CALLER, MOST_OF_GUESTS = 5, 20, 5_000
HOW = "code from the conversation"


class Trying(Records, Protocol):
    """Keeps what was offered, and the use of codes; each method may be called twice."""

    def read(self, handover: str) -> Handover: ...

    def redeem(self, code_key: str, caller: str, now: Millis) -> Redeemed: ...

    def guess(self, caller: str, most: Tries, now: Millis) -> None: ...


@dataclass(frozen=True)
class Codes:
    """Makes codes and takes them."""

    seals: Seals
    records: Trying

    def offer(self, head: Conversation, occasion: str, now: Millis) -> tuple[str, Millis]:
        """Six digits that lead to a conversation, and until when; the same for the same occasion.

        Raises Unavailable where all digits that were tried are in use.
        """
        own = self.seals.id(head.person, head.id, occasion)
        standing = self.records.open(Handover(own, head.person, head.id, now + LASTS, now + LASTS), now)
        choice = self.records.reserve(standing, lambda nth: self._key(standing, nth), now)
        return self.seals.code(standing.id, choice), standing.code_ends

    def taken(self, code: str, agent: str, now: Millis) -> tuple[str, Millis]:
        """The conversation that a code leads to, and when it was first entered; for one of the staff, who is told the
        same again. Raises Invalid("bad-code"), NotFound, Conflict, Gone or TooMany."""
        digits = "".join(code.split())
        if not CODE.fullmatch(digits):
            raise Invalid("bad-code", "a code is six digits")
        caller = self.seals.caller(f"agent {agent}")
        self.records.guess(caller, MOST_TRIES, now)
        used = self.records.redeem(self.seals.code_key(digits), caller, now)
        return self.records.read(used.handover).cart, used.moment

    def _key(self, one: Handover, choice: int) -> str:
        return self.seals.code_key(self.seals.code(one.id, choice))
