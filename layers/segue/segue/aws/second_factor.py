"""The second factor at the Cognito user pool: six digits of an app at sign-in, and an app that is set up then, or later
by who is signed in: these calls go by the access token, and by no right of ours.

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html
"""

from collections.abc import Callable, Mapping
from typing import Any

ASKED, SETUP = "SOFTWARE_TOKEN_MFA", "MFA_SETUP"  # challenges: the digits; an app is to be set up first
Ask = Callable[..., dict[str, Any]]


def digits(answer: Ask, username: str, code: str, state: str) -> Mapping[str, Any]:
    """What the pool says to the digits of an app that it knows."""
    given = {"USERNAME": username, f"{ASKED}_CODE": code}
    return answer("respond_to_auth_challenge", ChallengeName=ASKED, Session=state, ChallengeResponses=given)


def begun(ask: Ask, state: str) -> tuple[str, str]:
    """The secret that an app is given, and how the sign-in goes on."""
    told = ask("associate_software_token", Session=state)
    return told["SecretCode"], told["Session"]


def has_app(user: Mapping[str, Any]) -> bool:
    """Whether a user, as the pool tells of one, is asked for the digits of an app."""
    return ASKED in user.get("UserMFASettingList", ())


def offered(ask: Ask, access: str) -> str:
    """The secret that an app of who is signed in is given; it counts once its digits have been given."""
    return ask("associate_software_token", AccessToken=access)["SecretCode"]


def kept(ask: Ask, access: str, code: str) -> None:
    """The first digits: the app is theirs, and asked for at each sign-in from now on."""
    ask("verify_software_token", AccessToken=access, UserCode=code)
    ask("set_user_mfa_preference", AccessToken=access, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True})


def set_up(ask: Ask, answer: Ask, told: tuple[str, str, str]) -> Mapping[str, Any]:
    """The first digits (user name, digits, state) of a new app: it is the user's from then on."""
    username, code, state = told
    further = ask("verify_software_token", Session=state, UserCode=code)["Session"]
    given = {"USERNAME": username}
    return answer("respond_to_auth_challenge", ChallengeName=SETUP, Session=further, ChallengeResponses=given)
