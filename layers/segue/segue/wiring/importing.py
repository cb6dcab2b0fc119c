"""`import_history`: the only job but `suggest_merges` that has the science layer."""

from dataclasses import replace
from functools import cache

from segue.aws.import_files import S3Files
from segue.aws.known_people import KnownPeople
from segue.aws.ledger import key_of
from segue.aws.settings import settings
from segue.imports.importing import Importing
from segue.intake.accepting import nothing_held
from segue.lambdas import now, wait
from segue.wiring.accepting import accepting
from segue.wiring.imports import imports


@cache
def importing() -> Importing:
    """From files to the Ledger."""
    return Importing(imports(), S3Files(), replace(accepting(), held=nothing_held), _known, now, wait)


def _known() -> KnownPeople:
    return KnownPeople(settings().identities, key_of)
