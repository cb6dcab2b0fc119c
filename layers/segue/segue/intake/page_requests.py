"""`POST /v1/decide`: what a page or an app is to show to who looks at it, in one request.

{"userId" and "userHash", or "anonymousId", or "token", "events"?: messages of Segment's, "placements"?: ids,
"product"?, "locale"?, "session"?, "shown"?: {placement: variant}, "visit"?, "recommend"?: a wish} gives {"placements",
"segments", "messages", "visit"}, and "recommendations" where they were asked for; with a token only what that covers.
Events are taken in as those of `/v1/batch` are, and count at
once in what is answered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from segue.carts.policies import CartPolicy
from segue.cors import preflight
from segue.deliveries import Parsed, not_understood
from segue.errors import NotFound
from segue.http import Answer, Request, json_answer
from segue.identity.persons import PersonSet
from segue.intake.accepting import Counts
from segue.intake.collecting import Collecting, arrival
from segue.intake.looking import Look, Seen, Wanted, check, known
from segue.intake.page_proofs import GRANTING, Proofs
from segue.intake.page_tokens import MESSAGES, PERSON, RECOMMENDATIONS, SEGMENTS, Scope
from segue.keys import IdentityKey, PersonId
from segue.messaging.inbox_requests import FRESH, WHO, Kept, messages_of
from segue.messaging.visitors import asked_in, presented, visitor_of
from segue.placements.choosing import Viewer
from segue.placements.showing import Page, Showing
from segue.profile.profiles import Profile
from segue.recommending.wishes import wish
from segue.segment_api.routes import PUBLIC
from segue.segment_api.uploads import MOST_BYTES, Upload
from segue.segments.membership import Look as Moment
from segue.segments.membership import Membership, Segment, evaluate_again
from segue.times import Millis
from segue.write_keys import BROWSER, FIRST, Key

PROVEN = Key(FIRST, BROWSER)  # by a token of the shop's, where no write key came with it


@dataclass(frozen=True)
class Reading:
    """Reads who looks. `profile` adds a person up out of what was `seen`; `together` does several
    things side by side."""

    seen: Callable[[Sequence[IdentityKey], Sequence[str]], Seen]
    profile: Callable[[PersonSet, Seen], Profile | None]
    together: Callable[[Sequence[Callable[[], Any]]], list[Any]]


@dataclass(frozen=True)
class Shop:
    """What the playbook in force says."""

    segments: Callable[[], Sequence[Segment]]
    showing: Callable[[], Showing]
    carts: Callable[[], CartPolicy]


@dataclass(frozen=True)
class Pages:
    """What pages are told. `kept`: the messages that keep their words."""

    proofs: Proofs
    collecting: Collecting
    reading: Reading
    kept: Kept
    shop: Shop

    def answer(self, request: Request, now: Millis) -> Answer:
        """Raises Unauthorized, NotFound, TooLarge, Invalid, Unavailable."""
        if request.method == "OPTIONS":
            return preflight(request)
        if request.path.endswith(GRANTING):
            return self.proofs.grant(request, now)
        if request.method != "POST":
            raise NotFound("unknown-route", "it is asked by POST, since who asks must not stand in a URL")
        wanted = asked_in(request, Wanted, MOST_BYTES, f"{WHO}, a list `events` and a list `placements`")
        check(wanted)
        if wanted.recommend is not None:
            wish(wanted.recommend)  # what is wrong with it is told before anything is taken in
        proven = self.proofs.of(request, wanted, now)
        parsed = self._understood(request, wanted, now)
        keys = [one for one in proven.keys if one]
        seen, counts = self.reading.together(
            (lambda: self.reading.seen(keys, wanted.visit), lambda: self._taken_in(parsed))
        )
        look = Look(proven.wanted, proven.keys, seen, parsed.events, self.shop.carts())
        told = self._told(look, proven.scope, now)
        return json_answer(200, told | not_understood(counts.quarantined, parsed.rejected), FRESH)

    def _understood(self, request: Request, wanted: Wanted, now: Millis) -> Parsed:
        """What the events say, without those that have to wait: what is not stored does not count in the answer."""
        if not wanted.events:
            return Parsed()
        proof = {"userHash": wanted.user_hash} if wanted.user_hash else {}
        upload = Upload(tuple(map(bytes, wanted.events)), wanted.sent_at, context=proof)
        find = self.collecting.keys.find
        key = next((key for key in map(find, presented(request, wanted)) if key and key.kind == BROWSER), PROVEN)
        came = self.collecting.understood(upload, request, arrival(key, request, PUBLIC["batch"], now))
        return self.collecting.accepting.planned(came)

    def _taken_in(self, parsed: Parsed) -> Counts:
        """What became of the events; all are durable."""
        return self.collecting.accepting.keep(parsed) if parsed != Parsed() else Counts()

    def _told(self, look: Look, scope: Scope, now: Millis) -> dict[str, Any]:
        user, anonymous = look.keys
        sets = look.seen.of([one for one in look.keys if one])
        visitor = visitor_of(user, anonymous, look.seen.rows, sets)
        found = sets.get(look.seen.rows[user or anonymous].owner)
        whole = look.with_events(self.reading.profile(found, look.seen) if found else None)
        profile = None if whole and whole.restricted else whole  # who is not to be used is shown what a stranger is
        showing, page = self.shop.showing(), Page(look.wanted.product, look.wanted.locale)
        shows = look.told(profile, found, scope.has(PERSON)) if profile is whole else None
        viewer = Viewer(look.seed, profile, shows, look.wanted.shown, showing.policy.holdout)
        shown = showing.show(dict.fromkeys(look.wanted.placements), viewer, page, now)
        parts: dict[str, Callable[[], Any]] = {
            SEGMENTS: lambda: self._segments(look, visitor.person, profile, now),
            MESSAGES: lambda: [one for one in messages_of(visitor, self.kept, now) if not one["read"]],
        }
        if (asked := look.wanted.recommend) is not None:
            parts[RECOMMENDATIONS] = lambda: showing.recommended(wish(asked), viewer, page, now)
        filled = {key: scope.limited(one) for key, one in shown.items()}
        told = {name: make() for name, make in parts.items() if scope.has(name)}
        return {"placements": filled, **told, "visit": known(found)}

    def _segments(self, look: Look, person: PersonId, profile: Profile | None, now: Millis) -> list[str]:
        """What the person is in, with what the request tells."""
        membership = look.seen.memberships.get(person, Membership({}))
        moment = Moment(now, frozenset(look.news) if membership.version else None)
        return sorted(evaluate_again(self.shop.segments(), profile, membership, moment).segments)
