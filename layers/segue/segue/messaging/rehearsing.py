"""Rehearsing: a template rendered for real people before it is in force, to see for whom it would fail."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from segue.contact_points import CHANNELS
from segue.errors import Refused
from segue.messaging.previewing import Previewing, Shown, Wanted
from segue.messaging.templates import Kept, locales, variants
from segue.profile.profiles import Profile
from segue.times import Millis

MOST = 20  # people
REASONS = 5  # that are told


@dataclass(frozen=True)
class Failure:
    """Why it cannot be rendered, for how many messages, and for whom first."""

    reason: str
    count: int
    person: str


@dataclass(frozen=True)
class Rehearsal:
    """`messages` to `people` were rendered or failed; the rest had nothing that they could be about. `html`: the most
    bytes of a mail; `sms`: the most parts of a text message."""

    people: int = 0
    messages: int = 0
    failures: tuple[Failure, ...] = ()
    html: int = 0
    sms: int = 0
    warnings: tuple[str, ...] = ()


def rehearse(template: Kept, people: Sequence[Profile], previewing: Previewing, now: Millis) -> Rehearsal:
    """Each person's message on each channel, in their language, and every language and style with somebody."""

    def act(profile: Profile, wanted: Wanted) -> Shown | str | None:
        """What is shown, why not, or None where there is nothing to say."""
        try:
            return previewing.show(template, profile, wanted, now)
        except Refused as refused:
            return None if refused.reason == "nothing-to-say" else refused.detail.strip().partition("\n")[0]

    acts = [(profile.id, act(profile, wanted)) for profile, wanted in _scenes(template, people[:MOST])]
    told = [(person, one) for person, one in acts if one is not None]
    shown = [one for _, one in told if isinstance(one, Shown)]
    failed = [(one, person) for person, one in told if isinstance(one, str)]
    return _told(shown, failed, len({person for person, _ in told}))


def _told(shown: Sequence[Shown], failed: Sequence[tuple[str, str]], people: int) -> Rehearsal:
    counts, first = Counter(reason for reason, _ in failed), dict(reversed(failed))
    failures = tuple(Failure(reason, count, first[reason]) for reason, count in counts.most_common(REASONS))
    html = max((one.sizes.get("html", 0) for one in shown), default=0)
    sms = max((one.sms.parts for one in shown if one.sms), default=0)
    warnings = tuple(dict.fromkeys(words for one in shown for words in one.warnings))[:REASONS]
    return Rehearsal(people, len(shown) + len(failed), failures, html, sms, warnings)


def _scenes(template: Kept, people: Sequence[Profile]) -> Iterator[tuple[Profile, Wanted]]:
    channels = [name for name, one in CHANNELS.items() if template.keys() >= set(one.parts)]
    every = list(_every(template, channels))
    if not people:
        return
    for profile in people:
        yield from ((profile, Wanted(channel)) for channel in channels)
    yield from ((people[at % len(people)], wanted) for at, wanted in enumerate(every))


def _every(template: Kept, channels: Iterable[str]) -> Iterator[Wanted]:
    """All languages and styles; a channel that a language has not is another's."""
    for channel in channels:
        for locale in locales(template):
            yield from (Wanted(channel, locale, variant) for variant in ("", *variants(template, channel, locale)))
