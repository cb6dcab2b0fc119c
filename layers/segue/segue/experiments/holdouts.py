"""The holdout of all marketing: so many in a hundred who get none of it, so that all of it can be judged.

Who is of it follows from the unit of the person; what a message is for says whether it concerns them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.experiments.shares import share
from segue.experiments.units import GLOBAL, crossed, held
from segue.keys import PersonId
from segue.spelling import only

HELD_OUT = "global-holdout"  # why somebody is not written to, and sees the page's own
MOST = 15  # of a hundred: what is held back is not sold to
MARKETING, TRANSACTIONAL = "marketing", "transactional"


@dataclass(frozen=True)
class Holdout:
    """So many in a hundred (0: nobody) get nothing of these purposes."""

    share: int = 0
    purposes: frozenset[str] = frozenset({MARKETING})

    def concerns(self, purpose: str) -> bool:
        """Whether it holds anybody back from what is for this purpose."""
        return self.share > 0 and purpose in self.purposes

    def holds(self, ids: Collection[PersonId], purpose: str) -> bool:
        """Whether somebody with these ids gets nothing of this purpose; nobody where there are none."""
        return bool(ids) and self.concerns(purpose) and held(ids, self.share)

    def crossed(self, ids: Collection[PersonId]) -> bool:
        """Whether somebody with these ids was held out under one and not under another."""
        return self.share > 0 and crossed(ids, GLOBAL, [self.share])


NOBODY = Holdout()


def holdout_policy(spec: Mapping[str, Any]) -> Holdout:
    """The policy of `policies/holdout.yaml`; without a share nobody is held out. Raises Invalid."""
    only(spec, ("share", "purposes"), "the policy of the holdout")
    return Holdout(*every(partial(_share, spec.get("share", 0)), partial(_purposes, spec.get("purposes", [MARKETING]))))


def _share(given: Any) -> int:
    with inside("share"):
        return share(given, MOST)


def _purposes(given: Any) -> frozenset[str]:
    with inside("purposes"):
        if not isinstance(given, list) or not given or not all(isinstance(one, str) and one for one in given):
            raise Invalid("bad-policy", "`purposes` is a list of purposes such as marketing")
        if TRANSACTIONAL in given:
            raise Invalid("bad-policy", "receipts and answers are never held back: leave `transactional` out")
        return frozenset(given)
