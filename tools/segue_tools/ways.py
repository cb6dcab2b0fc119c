"""`segue trace`: the query of the logs that shows the way of an event, a message or what a source sent."""

import argparse
from typing import Any

from segue.keys import is_key
from segue.tracing import trace_of
from segue_tools.commands import command
from segue_tools.progress import say
from segue_tools.templates import resources

ASKED = "WHAT"  # in the query of the template: what is looked for


def commands(parsers: Any) -> None:
    """Adds the command."""
    found = command(parsers, "trace", "the query of the logs that shows the way of an event, by its id")
    found.set_defaults(act=show)
    found.add_argument("id", help="of an event, a request of the API or a conversation's turn; or of a message")


def show(said: argparse.Namespace) -> None:
    """Prints the query; nothing is asked of AWS."""
    say(asked(said.id))


def asked(identity: str) -> str:
    """The template's query for what this is the id of, by its trace: logs hold no ids of others, and nobody's."""
    if is_key(identity):
        raise SystemExit("nobody's id stands in the logs: take an event or a message of that person's")
    query = resources("AWS::Logs::QueryDefinition")["Way"]["QueryString"]
    return query.replace(ASKED, trace_of(identity))
