"""Staff sign in at the Cognito user pool; the pool also says whether a session still stands.

`GetUser` verifies an access token's signature, age and revocation, but takes tokens of any pool in the region:
that the issuer and the client are ours is checked here.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from botocore.exceptions import ClientError

from segue.aws import second_factor
from segue.aws.clients import code_of
from segue.aws.staff_claims import Claims, claims_of
from segue.aws.staff_refusals import refusal
from segue.errors import Refused
from segue.times import MINUTE, SECOND, Millis

REMEMBERED: Millis = MINUTE
MOST_REMEMBERED = 256
PASSWORD, CODE, APP = "password", "code", "app"  # what a challenge wants
FIRST_SIGN_IN = "NEW_PASSWORD_REQUIRED"  # the challenge of an invitation
WANTS = {FIRST_SIGN_IN: PASSWORD, second_factor.ASKED: CODE, second_factor.SETUP: APP}
ENDED = {"NotAuthorizedException", "UserNotFoundException", "PasswordResetRequiredException"}
ENDED |= {"UserNotConfirmedException"}


@dataclass(frozen=True)
class Staff:
    """A member of staff by user name, as the API knows them, with the groups of the token and the e-mail address."""

    name: str
    groups: tuple[str, ...]
    email: str = ""


@dataclass(frozen=True)
class Session:
    """What a sign-in yields. `refresh` is empty when the earlier refresh token goes on."""

    access: str
    refresh: str = ""


@dataclass(frozen=True)
class Challenge:
    """Something is wanted before the session begins: a password of the invited person's own, the digits of an app
    (`code`), or an app that is set up with a `secret`. `state` is Cognito's opaque session.

    `username` is the pool's own name of the user, which alone the answer may name: no alias such as an address.
    """

    state: str
    username: str
    kind: str = PASSWORD
    secret: str = ""


@dataclass(frozen=True)
class Door:
    """The user pool as seen by those who come in. Every method raises Refused with a reason and a sentence."""

    cognito: Any
    pool: str
    client_id: str
    known: dict[str, tuple[Millis, Staff]] = field(default_factory=dict)

    def sign_in(self, username: str, password: str) -> Session | Challenge:
        """A session, or the challenge to choose a new password."""
        given = {"USERNAME": username, "PASSWORD": password}
        answer = self._call("initiate_auth", AuthFlow="USER_PASSWORD_AUTH", AuthParameters=given)
        return self._goes_on(answer, username)

    def choose_password(self, username: str, password: str, state: str) -> Session | Challenge:
        """Answers the challenge of the first sign-in. `weak-password` carries the pool's own rule."""
        given = {"USERNAME": username, "NEW_PASSWORD": password}
        asked = {"ChallengeName": FIRST_SIGN_IN, "Session": state, "ChallengeResponses": given}
        return self._goes_on(self._call("respond_to_auth_challenge", **asked), username)

    def enter_code(self, username: str, code: str, state: str, new: bool) -> Session | Challenge:
        """The digits of an app, or the first ones of a `new` app. Raises Refused("wrong-code") for others."""
        if new:
            return _outcome(second_factor.set_up(self._ask, self._call, (username, code, state)), username)
        return _outcome(second_factor.digits(self._call, username, code, state), username)

    def has_app(self, access: str) -> bool:
        """Whether the holder of this access token is asked for the digits of an app."""
        return second_factor.has_app(self._ask("get_user", AccessToken=access))

    def new_app(self, access: str) -> str:
        """The secret that an app of the holder is given. Raises Refused("no-apps") where the pool asks for none."""
        return second_factor.offered(self._ask, access)

    def keep_app(self, access: str, code: str) -> None:
        """The digits that the new app shows. Raises Refused("wrong-code") for others."""
        second_factor.kept(self._ask, access, code)

    def _goes_on(self, answer: Mapping[str, Any], username: str) -> Session | Challenge:
        found = _outcome(answer, username)
        if not isinstance(found, Challenge) or found.kind != APP:
            return found
        secret, state = second_factor.begun(self._ask, found.state)
        return replace(found, state=state, secret=secret)

    def renew(self, refresh: str) -> Session | None:
        """A new access token; None when the session has ended."""
        try:
            answer = self._call(
                "initiate_auth", AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters={"REFRESH_TOKEN": refresh}
            )
        except Refused:
            return None
        outcome = _outcome(answer, "")
        return outcome if isinstance(outcome, Session) else None

    def end(self, refresh: str, access: str) -> None:
        """Revokes the session; one that has ended already stays ended."""
        self.known.pop(_short(access), None)
        try:
            self._call("revoke_token", Token=refresh)
        except Refused:
            return

    def staff(self, access: str, now: Millis) -> Staff | None:
        """Who holds this access token; None when it is not ours, has expired or was revoked over a minute ago."""
        claims = claims_of(access)
        if not self._ours(claims) or claims.exp * SECOND <= now:
            return None
        key = _short(access)
        asked, known = self.known.get(key, (-REMEMBERED, None))
        if known is None or now - asked >= REMEMBERED:
            known = self._confirmed(access, claims)
            self._remember(key, known, now)
        return known

    def _ours(self, claims: Claims) -> bool:
        pool = claims.iss.rpartition("/")[2]
        return (pool, claims.client_id, claims.token_use) == (self.pool, self.client_id, "access")

    def _confirmed(self, access: str, claims: Claims) -> Staff | None:
        try:
            user = self.cognito.get_user(AccessToken=access)
        except ClientError as wrong:
            if code_of(wrong) in ENDED:
                return None
            raise
        attributes = {one["Name"]: one["Value"] for one in user.get("UserAttributes", [])}
        return Staff(claims.username or user["Username"], claims.groups, attributes.get("email", ""))

    def _remember(self, key: str, staff: Staff | None, now: Millis) -> None:
        if len(self.known) >= MOST_REMEMBERED:
            self.known.clear()
        if staff:
            self.known[key] = (now, staff)
        else:
            self.known.pop(key, None)

    def _call(self, operation: str, **asked: Any) -> dict[str, Any]:
        return self._ask(operation, ClientId=self.client_id, **asked)

    def _ask(self, operation: str, **asked: Any) -> dict[str, Any]:
        try:
            return getattr(self.cognito, operation)(**asked)
        except ClientError as wrong:
            raise refusal(wrong) from wrong


def fresh_token() -> str:
    """24 characters that nobody can guess."""
    return secrets.token_urlsafe(18)


def _short(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _outcome(answer: Mapping[str, Any], username: str) -> Session | Challenge:
    if answer.get("ChallengeName") in WANTS:
        named = answer.get("ChallengeParameters", {}).get("USER_ID_FOR_SRP", username)
        return Challenge(answer["Session"], named, WANTS[answer["ChallengeName"]])
    if "AuthenticationResult" not in answer:
        raise Refused("second-factor", "This account asks for a second factor other than an app. Ask an administrator.")
    result = answer["AuthenticationResult"]
    return Session(result["AccessToken"], result.get("RefreshToken", ""))
