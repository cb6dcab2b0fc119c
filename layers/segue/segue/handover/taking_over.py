"""Taking a cart over on another device, by a link or by six digits: `/c/{token}`.

GET shows what there is and changes nothing: link scanners only get. POST opens the cart: as JSON for the shop's
script, for a browser's own form by sending it to the shop's cart page with a token of five minutes. A code works once;
whoever used it says the same `Idempotency-Key` (or `redemption` in a form) again and is answered the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qs, quote

from msgspec.structs import replace

from segue.cors import preflight
from segue.errors import Gone, Invalid, NotFound
from segue.handover.handing_over import OPENS, Profiles, cart_of
from segue.handover.handovers import CODE, READING, Handover, Redeemed, Seals, Tries
from segue.handover.pages import Paper, code_page, found_page, problem_page
from segue.http import Answer, Request, json_answer
from segue.messaging.page_texts import spoken
from segue.messaging.policies import Policy
from segue.profile.answers import cart_answer
from segue.times import Millis, to_text

FORM = "application/x-www-form-urlencoded"
LONGEST_WORD = 200
OWN_TRIES = 10  # codes that one address may try in ten minutes
UNSEEN = {"cart": None, "detail": "POST to this address to open the cart of a code"}


class Records(Protocol):
    """Keeps hand-overs and the use of codes; each method may be called twice."""

    def read(self, handover: str) -> Handover: ...

    def redeem(self, code_key: str, caller: str, now: Millis) -> Redeemed: ...

    def guess(self, caller: str, most: Tries, now: Millis) -> None: ...


@dataclass(frozen=True)
class TakingOver:
    """The collaborators of `handover`."""

    seals: Seals
    records: Records
    profiles: Profiles
    policy: Callable[[], Policy]

    def answer(self, request: Request, now: Millis) -> Answer:
        """The page, the cart, or the way to the shop. Raises NotFound, Gone, Conflict or TooMany, but to a browser."""
        try:
            return self._answered(request, now)
        except Invalid as wrong:
            if not _wants_page(request):
                raise
            return problem_page(wrong, self._paper(request))

    def _answered(self, request: Request, now: Millis) -> Answer:
        token = request.path.rpartition("/c/")[2]
        match request.method:
            case "OPTIONS":
                return _preflight(request)
            case "GET" | "HEAD":
                return self._look(token, request, now)
            case "POST":
                return self._open(token, request, now)
        raise NotFound("unknown-route", "a link like this is opened or posted to")

    def _look(self, token: str, request: Request, now: Millis) -> Answer:
        page = _wants_page(request)
        if CODE.fullmatch(token):  # looked up by POST alone, where tries are counted
            return code_page(request.id, self._paper(request)) if page else _fresh(UNSEEN)
        cart = self._cart(self.records.read(self.seals.opened(token, now)), now)
        return found_page(cart, request.id, self._paper(request)) if page else _fresh({"cart": cart})

    def _open(self, token: str, request: Request, now: Millis) -> Answer:
        handover, until = self._redeemed(token, request, now)
        redemption = self.seals.token(handover.id, until)
        cart = self._cart(handover, now)
        shop = self._cart_page()
        if _wants_page(request) and shop:
            there = f"{shop}{'&' if '?' in shop else '?'}handover={quote(redemption)}"
            return Answer(303, headers={"location": there, "cache-control": "no-store"})
        return _fresh({"cart": cart, "redemption": redemption, "expires": to_text(until)})

    def _redeemed(self, token: str, request: Request, now: Millis) -> tuple[Handover, Millis]:
        """The hand-over, and until when what it is redeemed for can be read."""
        if not CODE.fullmatch(token):
            handover = self.records.read(self.seals.opened(token, now))
            return handover, min(handover.ends, now + READING)
        from segue.networks import network_of  # links need none

        most = Tries(OWN_TRIES, self.policy().carts.code_attempts)
        self.records.guess(self.seals.caller(f"at {network_of(request.caller)}"), most, now)
        used = self.records.redeem(self.seals.code_key(token), self.seals.caller(_caller(request, now)), now)
        if used.moment + READING <= now:
            raise Gone("expired", "this was opened a while ago; ask for a new code")
        return self.records.read(used.handover), used.moment + READING

    def _cart(self, handover: Handover, now: Millis) -> dict[str, object]:
        """The cart as it is now, without what is saved for later."""
        profile = self.profiles.read(handover.person)
        cart = cart_of(profile, handover.cart, now) if profile else None
        if cart is None or cart.state not in OPENS:
            raise Gone("cart-ended", "there is nothing in this cart any more, or it has been ordered")
        return cart_answer(replace(cart, saved=()))

    def _paper(self, request: Request) -> Paper:
        """Nothing is known of the reader but what the browser says."""
        shop = self.policy().shop
        language = spoken((), request.headers.get("accept-language", ""), str(shop.get("locale") or ""))
        return Paper(language, str(shop.get("name") or ""), self._cart_page())

    def _cart_page(self) -> str:
        return str(self.policy().shop.get("cart_url") or "")


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _preflight(request: Request) -> Answer:
    allowed = preflight(request).headers
    names = f"{allowed['access-control-allow-headers']}, idempotency-key"
    return Answer(204, headers={**allowed, "access-control-allow-headers": names})


def _fresh(value: object) -> Answer:
    return json_answer(200, value, {"cache-control": "no-store"})


def _caller(request: Request, now: Millis) -> str:
    """The word by which a caller is known again; without one nobody is."""
    filled_in = request.headers.get("content-type", "").startswith(FORM)
    form = parse_qs(request.body.decode("utf-8", "replace")) if filled_in else {}
    word = request.headers.get("idempotency-key") or form.get("redemption", [""])[0]
    return f"said {word}" if 0 < len(word) <= LONGEST_WORD else f"once {request.id} {now}"
