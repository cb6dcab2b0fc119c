"""A user pool in memory, as botocore's client shows one: just what the console asks of it."""

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

POOL, CLIENT = "Staff", "StaffClient"
VALID = 3600  # seconds


def jwt(**claims: Any) -> str:
    """A token of these claims whose signature says nothing."""
    parts = ({"alg": "none"}, claims)
    head, body = (base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts)
    return f"{head}.{body}.signature"


def refusal(code: str, message: str = "no") -> ClientError:
    """What botocore raises."""
    return ClientError({"Error": {"Code": code, "Message": message}}, "operation")


@dataclass
class FakeCognito:
    """`users`: address to (password, groups); those `invited` must choose a password first."""

    users: dict[str, tuple[str, list[str]]]
    seconds: int
    invited: set[str] = field(default_factory=set)
    tokens: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    failing: str = ""
    apps: dict[str, str] = field(default_factory=dict)  # the digits that somebody's app shows
    needs_app: bool = False
    verified: set[str] = field(default_factory=set)  # whose app has shown its digits

    def initiate_auth(self, **asked: Any) -> dict[str, Any]:
        """USER_PASSWORD_AUTH and REFRESH_TOKEN_AUTH."""
        self._note("initiate_auth")
        given = asked["AuthParameters"]
        if asked["AuthFlow"] == "REFRESH_TOKEN_AUTH":
            return self._session(self._holder(given["REFRESH_TOKEN"]), renewed=True)
        name = given["USERNAME"]
        if self.users.get(name, ("", []))[0] != given["PASSWORD"]:
            raise refusal("NotAuthorizedException", "Incorrect username or password.")
        if name in self.invited:
            parameters = {"USER_ID_FOR_SRP": f"id-of-{name}"}
            return {"ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": "s", "ChallengeParameters": parameters}
        if name in self.apps or self.needs_app:
            wanted = "SOFTWARE_TOKEN_MFA" if name in self.apps else "MFA_SETUP"
            return {"ChallengeName": wanted, "Session": f"f-{name}", "ChallengeParameters": {"USER_ID_FOR_SRP": name}}
        return self._session(name)

    def associate_software_token(self, **asked: Any) -> dict[str, Any]:
        """A secret for a new app."""
        self._note("associate_software_token")
        if "AccessToken" in asked:
            self._holder(asked["AccessToken"])
            return {"SecretCode": "ABCDSECRET"}
        return {"SecretCode": "ABCDSECRET", "Session": asked["Session"]}

    def verify_software_token(self, **asked: Any) -> dict[str, Any]:
        """The first digits of a new app."""
        self._note("verify_software_token")
        if asked["UserCode"] != "123456":
            raise refusal("EnableSoftwareTokenMFAException")
        if "AccessToken" in asked:
            self.verified.add(self._holder(asked["AccessToken"]))
            return {"Status": "SUCCESS"}
        self.apps[asked["Session"].removeprefix("f-")] = "123456"
        return {"Status": "SUCCESS", "Session": asked["Session"]}

    def set_user_mfa_preference(self, **asked: Any) -> dict[str, Any]:
        """What is asked for at the holder's sign-ins: an app that was verified."""
        self._note("set_user_mfa_preference")
        name = self._holder(asked["AccessToken"])
        if name not in self.verified:
            raise refusal("InvalidParameterException", "User has not verified software token mfa")
        if asked["SoftwareTokenMfaSettings"] == {"Enabled": True, "PreferredMfa": True}:
            self.apps[name] = "123456"
        return {}

    def respond_to_auth_challenge(self, **asked: Any) -> dict[str, Any]:
        """NEW_PASSWORD_REQUIRED, SOFTWARE_TOKEN_MFA, MFA_SETUP."""
        self._note("respond_to_auth_challenge")
        given = asked["ChallengeResponses"]
        if asked["ChallengeName"] != "NEW_PASSWORD_REQUIRED":
            return self._second(asked["ChallengeName"], given, asked["Session"])
        name = given["USERNAME"].removeprefix("id-of-")
        if asked["Session"] != "s" or name not in self.invited:
            raise refusal("NotAuthorizedException", "Invalid session for the user, session is expired.")
        if len(given["NEW_PASSWORD"]) < 12:
            raise refusal("InvalidPasswordException", "Password not long enough")
        self.invited.remove(name)
        self.users[name] = (given["NEW_PASSWORD"], self.users[name][1])
        return self._session(name)

    def _second(self, wanted: str, given: dict[str, str], state: str) -> dict[str, Any]:
        name = given["USERNAME"]
        right = wanted == "MFA_SETUP" or given["SOFTWARE_TOKEN_MFA_CODE"] == self.apps.get(name)
        if state != f"f-{name}" or name not in self.apps or not right:
            raise refusal("CodeMismatchException")
        return self._session(name)

    def get_user(self, **asked: Any) -> dict[str, Any]:
        """As AWS does, for a token of any pool that stands."""
        self._note("get_user")
        name = self._holder(asked["AccessToken"])
        apps = {"UserMFASettingList": ["SOFTWARE_TOKEN_MFA"]} if name in self.apps else {}
        return {"Username": f"id-of-{name}", "UserAttributes": [{"Name": "email", "Value": name}], **apps}

    def revoke_token(self, **asked: Any) -> dict[str, Any]:
        """Ends everything that the holder has."""
        self._note("revoke_token")
        name = self._holder(asked["Token"])
        self.tokens = {token: holder for token, holder in self.tokens.items() if holder != name}
        return {}

    def token(self, name: str, **claims: Any) -> str:
        """A standing access token, with other claims where given."""
        ours = {"iss": f"https://cognito-idp.eu-west-1.amazonaws.com/{POOL}", "client_id": CLIENT}
        life = {"token_use": "access", "exp": self.seconds + VALID, "cognito:groups": self.users[name][1]}
        token = jwt(**{**ours, **life, "jti": len(self.tokens), **claims})
        self.tokens[token] = name
        return token

    def _session(self, name: str, renewed: bool = False) -> dict[str, Any]:
        refresh = f"refresh-{name}"
        self.tokens[refresh] = name
        result = {"AccessToken": self.token(name), "ExpiresIn": VALID}
        return {"AuthenticationResult": result if renewed else {**result, "RefreshToken": refresh}}

    def _holder(self, token: str) -> str:
        if token not in self.tokens:
            raise refusal("NotAuthorizedException", "Access Token has been revoked")
        return self.tokens[token]

    def _note(self, operation: str) -> None:
        self.asked.append(operation)
        if self.failing:
            raise refusal(self.failing)
