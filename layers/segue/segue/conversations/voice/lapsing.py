"""Lapsing: a call of which nobody says that it is over counts as ended after the time that the shop declares.

Without it the ledger would have an open case for ever, and marketing would wait with it. A timer brings the word
{"conversation", "call": the place of its turn, "key": the identity that called, "due": ms}. Whoever gets it compares:
of a call that has ended nothing is told, a timer that comes early is set again, what is told already is not told twice.
An end that is told later takes the place of this one. The conversation is the one that has the turn: where it was
merged, the one that it goes on in is told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from segue.conversations import refs
from segue.conversations.calls import LAPSED, told
from segue.conversations.contributions import Contribution
from segue.conversations.conversations import Conversation, Turn
from segue.conversations.ports import Change, Store
from segue.conversations.routing.escalating import Timers, heed
from segue.conversations.stating import call_lapsed
from segue.keys import IdentityKey
from segue.times import Millis


@dataclass(frozen=True)
class Lapsing:
    """Sets timers and heeds them; `lasts` is how long after its beginning a call may be going on."""

    store: Store
    timers: Timers
    lasts: Callable[[], Millis]

    def watch(self, said: Contribution, now: Millis) -> None:
        """Has a call looked at when it should be over. Whoever files it again may say so again."""
        if said.stage != "call" or "ended" in said.detail or said.past:
            return
        own = self.store.aliases([refs.of_turn(said.id)], now).values()
        for one in own:
            call = {"conversation": one.conversation, "call": one.place}
            word = {**call, "key": said.key, "due": said.time + self.lasts()}
            self.timers.set(word, now)

    def look(self, word: Mapping[str, Any], now: Millis) -> Conversation | None:
        """The conversation after a call counts as ended; None where nothing is to be told.

        Raises Unavailable where others keep writing: the word comes again.
        """
        return heed(self.store, str(word["conversation"]), lambda head: self._over(head, word, now))

    def _over(self, head: Conversation, word: Mapping[str, Any], now: Millis) -> Change | None:
        turn = self.store.turn(str(word["conversation"]), str(word["call"]))
        if turn is None or "ended" in turn.detail:
            return None
        if now < word["due"]:
            self.timers.set(word, now)
            return None
        return _lapsed(head, turn, str(word["key"]), now)


def _lapsed(head: Conversation, turn: Turn, key: IdentityKey, now: Millis) -> Change:
    """Turn and event are written together: neither is ever there without the other."""
    detail = told({**turn.detail, "ended": now, LAPSED: True}, turn.author)
    event = call_lapsed(head, replace(turn, detail=detail), now)
    after = replace(head, touched=max(now, head.touched))
    return Change(after, rewritten=(replace(turn, detail=detail),), events=((key, event),))
