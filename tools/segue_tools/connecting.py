"""`segue sources`: what comes in from where, and the secrets that providers sign with."""

import argparse
import getpass
import sys
from typing import Any

from segue_tools import sessions, stacks
from segue_tools.api import Refused
from segue_tools.cloud import configured
from segue_tools.commands import command
from segue_tools.places import STACK
from segue_tools.progress import say
from segue_tools.sources import secrets_of, set_secret
from segue_tools.up import session_of

SHORTEST, MOST = 8, 1_800  # characters of a secret, as in the console
HEADS = ("source", "provider", "secrets", "received", "held back", "refused", "last event")
LINE = "{:<16} {:<18} {:>7} {:>9} {:>9} {:>8}  {}"


def commands(parsers: Any) -> None:
    """Adds the commands."""
    inner = command(parsers, "sources", "webhook sources and their secrets").add_subparsers(required=True)
    command(inner, "list", "each source of the playbook: secrets, figures").set_defaults(act=list_sources)
    secret = command(inner, "set-secret", "store a provider's signing secret")
    secret.set_defaults(act=give_secret)
    secret.add_argument("name", help="as `segue sources list` shows it")
    secret.add_argument("--keep-old", action="store_true", help="the one before stays valid too, while it rotates")


def list_sources(_: argparse.Namespace) -> None:
    """Shows every source: how many secrets it has, and what became of what it sent."""
    found = sessions.current().door.get("/v1/sources")["items"]
    session, stack = where()
    say(LINE.format(*HEADS))
    for one in found:
        known = len(secrets_of(session, stack, one["name"])) if "/webhooks/" in one["url"] else "-"
        held = sum(one["quarantined"].values())
        figures = (one["received"], held, one["refused"], one["last"] or "-")
        say(LINE.format(one["name"], one["provider"], known, *figures))


def give_secret(said: argparse.Namespace) -> None:
    """Stores a provider's signing secret, asked for and never shown."""
    _check_known(said.name)
    session, stack = where()
    secret = plausible(getpass.getpass("Secret: ") if sys.stdin.isatty() else sys.stdin.read())
    old = secrets_of(session, stack, said.name)[:1] if said.keep_old else []
    set_secret(session, stack, said.name, [secret, *old])
    say(f"Webhooks of {said.name} are now verified with it{', and with the one before' * bool(old)}.")


def plausible(given: str) -> str:
    """The secret without white space around it, which is said. Raises Refused where it can be none."""
    secret = given.strip()
    if not secret:
        raise Refused("No secret was given.")
    if len(secret) < SHORTEST:
        raise Refused(f"That is too short for a secret: {len(secret)} characters, and {SHORTEST} are the least.")
    if len(secret) > MOST:
        raise Refused(f"That is too long for a secret: {len(secret)} characters, and {MOST} are the most.")
    if "\n" in secret and not secret.startswith("-----BEGIN"):
        raise Refused("That has several lines: give the secret alone.")
    if secret != given:
        say("White space around it was left out, such as the newline at its end.")
    return secret


def _check_known(name: str) -> None:
    """Raises Refused where the playbook in force has no source of this name that takes webhooks."""
    found = sessions.current().door.get("/v1/sources")["items"]
    known = sorted(one["name"] for one in found if "/webhooks/" in one["url"])
    if name not in known:
        raise Refused(f"The playbook in force has no source {name!r} with a secret. It has: {', '.join(known) or '-'}.")


def where() -> tuple[Any, str]:
    """AWS clients and the stack's name: the local stack where that is where one is signed in, else the account's."""
    local, signed = stacks.running(), sessions.last()
    if local and signed and signed.api == local.outputs["api"]:
        return session_of(local.ports), STACK
    cloud = configured()
    return cloud.session, cloud.stack
