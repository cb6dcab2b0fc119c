"""`segue`: the playbook, sources, imports, quarantine and catalog from the command line.

segue login --local             sign in at the stack of `make up` (without --local: at your deployed one)
segue plan my-playbook          what applying the folder would change
segue apply my-playbook         put it in force
segue versions                  what was applied, when and by whom; segue rollback 3 goes back
segue find ada@shop.example     a customer, by address, phone, order number, id or name
segue sources list              what each source sent, and whether it has a secret
segue sources set-secret shopify
segue quarantine list           what could not be understood; `replay` reads it again
segue deadletters               what could not be delivered; `segue redrive --all` sends it on
segue trace EVENT               the query of the logs that shows what became of it
segue records --to records/     records of processing, data map and assessment pack
segue reconcile                 whether profiles say what the ledger says; `--repair` builds anew what does not
segue erasures replay --since 2026-11-29T10:00:00Z   after a restore, before traffic
segue catalog put prices.csv    products out of a spreadsheet
segue export email ada@shop.example --to ada.zip
segue import orders.csv --source old-shop --format csv --mapping orders-csv
"""

import argparse
import os
import sys

from botocore.exceptions import BotoCoreError, ClientError

from segue.version import VERSION
from segue_tools import (
    books,
    catalog,
    connecting,
    erasures,
    finding,
    held,
    importing,
    pinpoint,
    privacy,
    reconciling,
    records,
    sessions,
    undelivered,
    ways,
)
from segue_tools.api import Refused
from segue_tools.cloud import configured
from segue_tools.commands import command
from segue_tools.places import reach_this_machine
from segue_tools.progress import say
from segue_tools.staff import ROLES

# In the order in which they are listed, behind those of the playbook.
MODULES = (
    finding,
    connecting,
    held,
    undelivered,
    ways,
    erasures,
    reconciling,
    catalog,
    pinpoint,
    privacy,
    records,
)


def main() -> None:
    """The entry point of the console script."""
    reach_this_machine()
    try:
        said = parser().parse_args()
        said.act(said)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has read enough, such as `head`; nothing is left to flush at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Refused as refused:
        sys.exit(str(refused))
    except (BotoCoreError, ClientError) as problem:
        sys.exit(f"AWS: {problem}\n(This asks your AWS account; for the stack of `make up`: segue login --local)")


def parser() -> argparse.ArgumentParser:
    """All commands."""
    top = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("--version", action="version", version=f"segue {VERSION}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    login = command(commands, "login", "sign in for an hour", log_in)
    login.add_argument(
        "--local",
        metavar="ROLE",
        nargs="?",
        const="admin",
        choices=ROLES,
        help="at the local stack, as an admin or as another ROLE",
    )
    books.commands(commands)
    importing.arguments(command(commands, "import", "history out of a file; nobody is written to", import_history))
    for one in MODULES:
        one.commands(commands)
    return top


def log_in(said: argparse.Namespace) -> None:
    """Signs in."""
    if said.local:
        session = sessions.sign_in_locally(said.local)
    else:
        cloud = configured()
        session = sessions.sign_in(cloud.outputs, cloud.session.region_name)
    say(f"Signed in at {session.api}.")


def import_history(said: argparse.Namespace) -> None:
    """Looks at a file, asks, and takes it in."""
    importing.history(sessions.current().door, said)
