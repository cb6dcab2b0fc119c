"""Where things are: the repository, its tools, and the addresses of one local stack."""

import argparse
import os
import platform
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
STACKS = LOCAL / "stacks"
BUILD = LOCAL / "build"
PLAYBOOK = ROOT / "layers" / "playbook"
SHOP = ROOT / "examples" / "shop"
TOUR = ROOT / "examples" / "tour"
SAM = LOCAL / "venvs" / "sam" / "bin" / "sam"
START_SAM = ROOT / "tools" / "local_aws" / "sam.py"
SCHEMATHESIS = LOCAL / "venvs" / "api" / "bin" / "schemathesis"
SITE_MAKER = LOCAL / "venvs" / "docs" / "bin" / "python"
MINISTACK = LOCAL / "venvs" / "ministack" / "bin" / "python"
START_AWS = ROOT / "tools" / "local_aws" / "start.py"
REGION = "us-east-1"
STACK = "segue"
RUNTIME = f"python{sys.version_info.major}.{sys.version_info.minor}"
ARCHITECTURE = "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"
FIRST_PORT = 4566
HOST = "127.0.0.1"
PORTS = range(1, 65535)  # the front takes the next one
ABOUT_PORT = "where the local AWS listens; the product is at the next port"
OF_AN_ACCOUNT = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN")


@dataclass(frozen=True)
class Ports:
    """Where one local stack listens: the local AWS, and the front that people and providers see."""

    aws: int
    front: int

    @property
    def endpoint(self) -> str:
        """What AWS clients are pointed at."""
        return f"http://{HOST}:{self.aws}"

    @property
    def public(self) -> str:
        """The template's `PublicUrl`."""
        return f"http://{HOST}:{self.front}"

    @property
    def home(self) -> Path:
        """State, logs and outputs of this stack."""
        return STACKS / str(self.aws)

    @property
    def variables(self) -> dict[str, str]:
        """Environment in which every AWS client meets this stack and can never meet an account."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "NO_PROXY": f"{HOST},localhost",
            "no_proxy": f"{HOST},localhost",
        }

    def environment(self) -> dict[str, str]:
        """That, in this process's environment, with our interpreter first and no profile or session."""
        kept = {name: value for name, value in os.environ.items() if name not in OF_AN_ACCOUNT}
        path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
        return {**kept, **self.variables, "PATH": path, "SAM_CLI_TELEMETRY": "0"}


def forget_account() -> None:
    """No AWS client of this process goes by a profile or session of its user's from here on."""
    for name in OF_AN_ACCOUNT:
        os.environ.pop(name, None)


def reach_this_machine() -> None:
    """Requests of this process to its own machine take no proxy from here on."""
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), HOST, "localhost")))


def port(said: str) -> int:
    """A port as people write it. Raises ArgumentTypeError for what is none."""
    if not said.isdecimal() or int(said) not in PORTS:
        raise argparse.ArgumentTypeError(f"{said!r} is not a port: {PORTS[0]} to {PORTS[-1]}")
    return int(said)


def is_free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((HOST, port)) != 0


def next_free(port: int) -> int:
    """The first free port from here on."""
    return next(one for one in range(port, 65536) if is_free(one))


def choose(port: int | None) -> Ports:
    """The wanted port, or the first free one from 4566 on, and the next free one for the front."""
    if port is not None and not is_free(port):
        raise SystemExit(f"Port {port} is taken by another program.")
    aws = port or next_free(FIRST_PORT)
    return Ports(aws, next_free(aws + 1))
