"""`privacy`: exports, as they are carried out."""

from functools import cache

from segue.aws.archive import Archive
from segue.aws.exporting.kept_exports import KeptExports
from segue.aws.settings import settings
from segue.exporting.exporting import Exporting
from segue.exporting.runs import Export
from segue.lambdas import now
from segue.staging import Working
from segue.wiring.describing import described_to_them
from segue.wiring.erasing import closing, stores
from segue.wiring.exporting import exports


@cache
def working() -> Working[Export]:
    """What each stage does."""
    return Working(exports(), exporting().stages(), now)


@cache
def exporting() -> Exporting:
    """Everything that lies about a person, told."""
    kept = KeptExports(Archive(settings().exports_bucket), settings().requests)
    return Exporting(closing().whole, described_to_them, stores(), kept, now)
