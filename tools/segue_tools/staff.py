"""Staff of a local stack: one person a role, and their tokens."""

import secrets
from typing import Any

ROLES = ("agent", "marketer", "privacy", "admin")
DOMAIN = "shop.example"


def make_staff(session: Any, pool: str) -> dict[str, dict[str, str]]:
    """Makes (or gives a new password to) one member of staff a role: {role: {"username", "password"}}."""
    directory = session.client("cognito-idp")
    return {role: _make(directory, pool, role) for role in ROLES}


def token(session: Any, client: str, username: str, password: str) -> str:
    """An access token: what the HTTP API's authorizer accepts; it names the person and the groups."""
    answer = session.client("cognito-idp").initiate_auth(
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )
    if "AuthenticationResult" not in answer:
        raise SystemExit("Open the console once and choose a password of your own there, then come back.")
    return answer["AuthenticationResult"]["AccessToken"]


def _make(directory: Any, pool: str, role: str) -> dict[str, str]:
    username = f"{role}@{DOMAIN}"
    password = f"Aa1{secrets.token_urlsafe(15)}"
    directory.admin_create_user(
        UserPoolId=pool,
        Username=username,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": "email", "Value": username}, {"Name": "email_verified", "Value": "true"}],
    )
    directory.admin_set_user_password(UserPoolId=pool, Username=username, Password=password, Permanent=True)
    directory.admin_add_user_to_group(UserPoolId=pool, Username=username, GroupName=role)
    return {"username": username, "password": password}
