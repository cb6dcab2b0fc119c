"""Consent that is given aloud or in a chat."""

from functools import cache

from segue.aws.ledger import Ledger, key_of
from segue.aws.settings import settings
from segue.conversations.voice.agreeing import Agreeing
from segue.conversations.voice.scripts import Script, scripts_policy
from segue.errors import NotFound
from segue.wiring.tables import contact_points, playbooks


@cache
def agreeing() -> Agreeing:
    """The addresses' rows and the ledger."""
    return Agreeing(contact_points(), Ledger(settings().ledger), key_of)


def scripts() -> dict[str, Script]:
    """The scripts in force, by id."""
    return scripts_policy(playbooks().definitions("policy").get("scripts", {}))


def script(key: str) -> Script:
    """One of them. Raises NotFound("unknown-script")."""
    found = scripts().get(key)
    if found is None:
        raise NotFound("unknown-script", "policies/scripts.yaml has no script of this name")
    return found
