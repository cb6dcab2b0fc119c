"""`segue find`: whom an address, a phone number, an order number, an id or a name belongs to."""

import argparse
import sys
from typing import Any
from urllib.parse import urlencode

from segue.profile.names import full_name
from segue_tools import sessions
from segue_tools.commands import command
from segue_tools.progress import say

NOBODY = (
    "Nobody is known by “{what}”. An e-mail address, an order number or an id is looked for as a whole, a phone number "
    "best with its country (+49 160 1234567), a name by whole words."
)


def commands(parsers: Any) -> None:
    """Adds the command."""
    one = command(parsers, "find", "a customer, by e-mail address, phone, order number, id or name")
    one.set_defaults(act=find)
    one.add_argument("what", metavar="WHAT", nargs="+", help="ada@shop.example, +491601234567, 1001, Ada Miller, ...")
    one.add_argument("--as", dest="type", metavar="TYPE", help="only as this type: email, order_id, user_id, ...")


def find(said: argparse.Namespace) -> None:
    """Prints everybody who is meant; ends with 1 where that is nobody. Raises Refused."""
    door, what = sessions.current().door, " ".join(said.what).strip()
    if said.type:
        found = [door.post("/v1/people/find", {"type": said.type, "value": what})]
    else:
        found = door.get(f"/v1/people?{urlencode({'q': what})}")["items"]
    if not found:
        sys.exit(NOBODY.format(what=what))
    say("\n\n".join("\n".join(lines(one)) for one in found))


def lines(person: dict[str, Any]) -> list[str]:
    """A customer in lines: the id with the name, each identifier, and the segments."""
    head = f"{person['id']}  {full_name(person['traits']) or '(no name is known)'}"
    known = [f"  {one['type']:<14} {one['value']}" for one in person["identifiers"]]
    segments = ", ".join(one["id"] for one in person["segments"])
    return [head, *known, *([f"  {'in':<14} {segments}"] if segments else [])]
