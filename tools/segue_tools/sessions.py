"""Who is signed in at the command line, and where."""

import getpass
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import boto3
import msgspec

from segue_tools.api import Api
from segue_tools.stacks import needed
from segue_tools.staff import local_token, token

HOUR = 3600


@dataclass(frozen=True)
class Session:
    """A stack's address and a token, which is good for an hour."""

    api: str
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
    session = last()
    if session is None or session.until < time.time():
        raise SystemExit("Sign in first: segue login (or, for the local stack: segue login --local)")
    return session


def last() -> Session | None:
    """The session of the last login, even where its hour is over."""
    file = place()
    return msgspec.json.decode(file.read_bytes(), type=Session) if file.exists() else None


def sign_in_locally(role: str) -> Session:
    """As one of the staff that `make up` made."""
    outputs = needed().outputs
    return _remembered(outputs["api"], local_token(outputs, role))


def sign_in(outputs: dict[str, Any], region: str) -> Session:
    """With e-mail and password, at the stack that has these CloudFormation outputs."""
    username = input("E-mail: ").strip()
    password = getpass.getpass("Password: ")
    directory = boto3.client("cognito-idp", region_name=region)
    jwt = token(directory, outputs["UserPoolClient"], username, password)
    return _remembered(outputs["PublicUrl"], jwt)


def _remembered(api: str, jwt: str) -> Session:
    """The session, written down."""
    session = Session(api, jwt, int(time.time()) + HOUR)
    file = place()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps(asdict(session)))
    return session
