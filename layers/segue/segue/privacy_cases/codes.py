"""The code by which somebody shows that they read what goes to an address that was known before they asked.

Six digits that follow from the message that carries them and from the stack's secret: nothing that is kept anywhere
tells one. A code is good for an hour and for five tries; five are sent for a case on any one day.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from segue.errors import Conflict, Invalid, TooMany
from segue.languages.texts import _
from segue.messaging.case_links import code_of
from segue.times import DAY, HOUR, SECOND, Millis

GOOD_FOR: Millis = HOUR
MOST_TRIES, MOST_SENT = 5, 5


@dataclass(frozen=True)
class Check:
    """Where a check stands. `message`: what carries the newest code, "" for none; `sent`: when codes went out; `tries`:
    wrong ones since."""

    message: str = ""
    sent: Sequence[Millis] = ()
    tries: int = 0

    def another(self, message: str, now: Millis) -> Self:
        """With a new code. Raises TooMany."""
        lately = [one for one in self.sent if one > now - DAY]
        if len(lately) >= MOST_SENT:
            wait = -(-(min(lately) + DAY - now) // SECOND)
            detail = _("{count} codes were sent within a day; wait, or identify otherwise").format(count=MOST_SENT)
            raise TooMany("too-many-codes", detail, wait)
        return replace(self, message=message, sent=(*lately, now), tries=0)

    def tried(self) -> Self:
        """After one more wrong code."""
        return replace(self, tries=self.tries + 1)

    def holds(self, secret: bytes, given: str, now: Millis) -> bool:
        """Whether it is the code. Raises Conflict("no-code"), Invalid("code-over")."""
        if not self.message or not self.sent:
            raise Conflict("no-code", _("no code was sent yet"))
        if self.tries >= MOST_TRIES or now > max(self.sent) + GOOD_FOR:
            raise Invalid("code-over", _("this code is not good any more; send a new one"))
        typed = "".join(given.split())
        return hmac.compare_digest(code_of(secret, self.message).encode(), typed.encode("utf-8", "replace"))
