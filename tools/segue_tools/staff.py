"""Staff of a local stack: one person a role, and their tokens."""

import secrets
from collections.abc import Mapping
from typing import Any

import boto3
import botocore.session

ROLES = ("agent", "marketer", "privacy", "admin")
DOMAIN = "shop.example"
NO_PROFILE = {"profile": (None, None, None, None)}  # neither of the environment nor the configuration


def make_staff(session: Any, pool: str) -> dict[str, dict[str, str]]:
    """Makes one member of staff a role: {role: {"username", "password"}}."""
    directory = session.client("cognito-idp")
    return {role: _make(directory, pool, role) for role in ROLES}


def local_token(outputs: Mapping[str, Any], role: str) -> str:
    """The token of a role at the local stack that has these outputs; the environment is neither read nor changed."""
    keys = botocore.session.Session(NO_PROFILE)
    keys.set_credentials("test", "test")  # or the SDK looks for some, as far as the network
    session = boto3.Session(botocore_session=keys, region_name=outputs["region"])
    directory = session.client("cognito-idp", endpoint_url=outputs["aws_endpoint"])
    member = outputs["staff"][role]
    return token(directory, outputs["aws"]["user_pool_client"], member["username"], member["password"])


def token(directory: Any, client: str, username: str, password: str) -> str:
    """An access token: what the HTTP API's authorizer accepts; it names the person and the groups."""
    answer = directory.initiate_auth(
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
