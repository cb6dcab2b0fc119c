"""Who is signed in at the command line, and where."""

import getpass
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import boto3

from segue_tools.api import Api
from segue_tools.stacks import needed
from segue_tools.staff import token
from segue_tools.up import session_of

HOUR = 3600


@dataclass(frozen=True)
class Session:
    """A stack's address and a token, which is good for an hour."""

    api: str
    stack: str
    region: str
    token: str
    until: int

    @property
    def door(self) -> Api:
        """The people API, as this person."""
        return Api(self.api, self.token)


def place() -> Path:
    """The file of the session; nobody else on this machine may read it."""
    given = os.environ.get("SEGUE_SESSION")
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return Path(given) if given else home / "segue" / "session.json"


def current() -> Session:
    """The session of the last login, or the end with a hint."""
    file = place()
    session = Session(**json.loads(file.read_text())) if file.exists() else None
    if session is None or session.until < time.time():
        raise SystemExit("Sign in first: segue login (or, for the local stack: segue login --local)")
    return session


def remember(session: Session) -> Session:
    """Writes it down."""
    file = place()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps(asdict(session)))
    return session


def sign_in_locally(role: str) -> Session:
    """As one of the staff that `make up` made."""
    stack = needed()
    outputs = stack.outputs
    member, own = outputs["staff"][role], outputs["aws"]
    jwt = token(session_of(stack.ports), own["user_pool_client"], member["username"], member["password"])
    return _remembered(outputs["api"], own["stack"], outputs["region"], jwt)


def sign_in(outputs: dict[str, Any], stack: str, region: str) -> Session:
    """With e-mail and password, at the stack that has these CloudFormation outputs."""
    username = input("E-mail: ").strip()
    password = getpass.getpass("Password: ")
    session = boto3.Session(region_name=region)
    jwt = token(session, outputs["UserPoolClient"], username, password)
    return _remembered(outputs["PublicUrl"], stack, region, jwt)


def _remembered(api: str, stack: str, region: str, jwt: str) -> Session:
    return remember(Session(api, stack, region, jwt, int(time.time()) + HOUR))
