"""The real `sam build` and `sam deploy`, pointed at a local stack."""

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from segue_tools import plain
from segue_tools.places import ARCHITECTURE, BUILD, LOCAL, ROOT, RUNTIME, SAM, STACK, START_SAM, Ports
from segue_tools.templates import strangers

STAMP = BUILD / "made-from"
SOURCES = ("template.yaml", "samconfig.toml", "functions", "layers")
MOST_CALLS = 2  # at a time and queue: each is a process of 50 MB and a second's start
ARCHIVE_SECONDS = 2  # nobody waits for measures of a shop on this machine
SENDER_DOMAIN = "shop.example"


def parameters(ports: Ports) -> list[str]:
    """What the local stack is told that an account's is not."""
    return [
        f"Runtime={RUNTIME}",
        f"Architecture={ARCHITECTURE}",
        f"PublicUrl={ports.public}",
        f"SenderDomain={SENDER_DOMAIN}",
        "SenderIdentity=existing",
        "SmsSender=any",
        "ProtectData=false",
        "RegisterSignals=false",  # MiniStack has no schema registry
        "TlsOnly=false",  # and speaks HTTP
        f"QueueConcurrency={MOST_CALLS}",
        f"ArchiveSeconds={ARCHIVE_SECONDS}",
    ]


@contextmanager
def alone() -> Iterator[None]:
    """One at a time: two stacks of one clone share what is built."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build(ports: Ports) -> bool:
    """Builds functions and layers for this machine; False when nothing has changed since the last time."""
    made_from = fingerprint()
    if STAMP.exists() and STAMP.read_text() == made_from:
        return False
    places = ["--template-file", str(ROOT / "template.yaml"), "--build-dir", str(BUILD)]
    cache = ["--cache-dir", str(LOCAL / "cache" / f"{RUNTIME}-{ARCHITECTURE}")]
    _sam(ports, "build", *places, *cache, "--parameter-overrides", *parameters(ports))
    STAMP.write_text(made_from)
    return True


def check() -> None:
    """The end where the template means what it does not have: sam and the local AWS would take that in silence."""
    try:
        unknown = strangers()
    except yaml.YAMLError as problem:
        raise SystemExit(f"template.yaml: {problem}") from None
    if unknown:
        raise SystemExit(f"template.yaml: nothing in it is called {', '.join(unknown)}. More by: make lint")


def deploy(ports: Ports) -> None:
    """Deploys what was built."""
    template = str(plain.write(BUILD / "template.yaml", BUILD / "local.yaml"))
    _sam(
        ports, "deploy", "--template-file", template, "--stack-name", STACK, "--parameter-overrides", *parameters(ports)
    )


def _sam(ports: Ports, command: str, *arguments: str) -> None:
    """One sam command with the `local` part of samconfig.toml; its output is shown only when it fails."""
    environment = ports.environment() | {"RUNTIME": RUNTIME, "ARCHITECTURE": ARCHITECTURE}
    if sys.platform != "linux":
        environment["PLATFORMS"] = ""  # wheels of this machine, since the functions run on it
    sam = [str(SAM.with_name("python")), str(START_SAM)]
    line = [*sam, command, "--config-file", str(ROOT / "samconfig.toml"), "--config-env", "local", *arguments]
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}\nsam {command} failed.")


def fingerprint() -> str:
    """Changes when a source file, the interpreter or the processor does."""
    seen = hashlib.sha256(f"{RUNTIME} {ARCHITECTURE} {sys.platform}".encode())
    for file in sorted(_files()):
        seen.update(str(file).encode())
        seen.update(file.read_bytes())
    return seen.hexdigest()


def _files() -> Iterator[Path]:
    for name in SOURCES:
        source = ROOT / name
        found = source.rglob("*") if source.is_dir() else [source]
        yield from (one for one in found if one.is_file() and "__pycache__" not in one.parts)
