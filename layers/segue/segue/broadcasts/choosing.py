"""Choosing: who gets which variant, by a hash that stays the same; and which variant won."""

import hashlib
from collections.abc import Mapping, Sequence

from segue.broadcasts.definitions import Broadcast, Variant
from segue.keys import IdentityKey
from segue.messages import Message

POINTS = 10_000  # a hundred to each of a hundred
SENT = ("sent", "unknown")
Tally = Mapping[str, Sequence[int]]  # template: (sent, answered)


def point(*seed: object) -> int:
    """0 to 9,999, the same for the same seed and evenly spread over seeds."""
    raw = hashlib.sha256("|".join(map(str, seed)).encode()).digest()
    return int.from_bytes(raw[:8]) % POINTS


def tries(broadcast: Broadcast, run: int, address: IdentityKey) -> bool:
    """Whether an address is among those that get the variants first; everybody is where nothing is tried."""
    return not broadcast.trial or point("trial", broadcast.id, run, address) < broadcast.trial.share * 100


def variant_of(broadcast: Broadcast, run: int, address: IdentityKey) -> str:
    """The template that an address gets."""
    found, edge = point("variant", broadcast.id, run, address), 0
    for one in broadcast.variants:
        edge += one.share * 100
        if found < edge:
            return one.template
    return broadcast.variants[-1].template


def counted(tally: Tally, messages: Sequence[Message], by: str) -> dict[str, list[int]]:
    """The tally with these messages: what went out, and what of it was opened or clicked. Who clicks has opened."""
    found = {template: list(counts) for template, counts in tally.items()}
    wanted = {"clicked"} if by == "clicked" else {"opened", "clicked"}
    for one in messages:
        counts = found.setdefault(one.template, [0, 0])
        counts[0] += one.state in SENT
        counts[1] += one.state in SENT and bool(wanted & one.outcomes.keys())
    return found


def winner(variants: Sequence[Variant], tally: Tally) -> str:
    """The template with the best rate; of equal ones the one with the greater share, then the one that stands first."""

    def rate(one: Variant) -> tuple[float, int]:
        sent, answered = tally.get(one.template, (0, 0))
        return (answered / sent if sent else 0.0, one.share)

    return max(variants, key=rate).template
