"""`segue trace`: the query of the logs that shows the way of an event, a message, a person or what a source sent."""

import argparse
from typing import Any

from segue.keys import is_key
from segue.messages import person_of
from segue.tracing import trace_of
from segue_tools.progress import say
from segue_tools.templates import resources

ASKED = "WHAT"  # in the query of the template: what is looked for


def commands(parsers: Any) -> None:
    """Adds the command."""
    found = parsers.add_parser("trace", help="the query of the logs that shows the way of an event, by its id")
    found.set_defaults(act=show)
    found.add_argument(
        "id", help="of an event, a request of the API or a conversation's turn; or of a message or person"
    )


def show(said: argparse.Namespace) -> None:
    """Prints the query; nothing is asked of AWS."""
    say(asked(said.id))


def asked(identity: str) -> str:
    """The template's query for what this is the id of: logs hold messages and people by their ids, all else by its
    trace."""
    ours = is_key(identity) or is_key(person_of(identity))
    query = resources("AWS::Logs::QueryDefinition")["Way"]["QueryString"]
    return query.replace(ASKED, identity if ours else trace_of(identity))
