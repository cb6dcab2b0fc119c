"""`privacy`: exports, as they are carried out."""

from collections.abc import Iterator
from functools import cache

from segue.aws.archive import Archive
from segue.aws.exporting.kept_exports import KeptExports
from segue.aws.settings import settings
from segue.erasing.stores import Told
from segue.erasing.whole import Whole
from segue.exporting.exporting import Exporting
from segue.exporting.runs import Export
from segue.exporting.unsealing import Unsealing
from segue.lambdas import now
from segue.staging import Working
from segue.wiring.describing import described_to_them
from segue.wiring.erasing import closing, stores
from segue.wiring.exporting import exports
from segue.wiring.sealing import declared, opened


@cache
def working() -> Working[Export]:
    """What each stage does."""
    return Working(exports(), exporting().stages(), now)


@cache
def exporting() -> Exporting:
    """Everything that lies about a person, told."""
    kept = KeptExports(Archive(settings().exports_bucket), settings().requests)
    return Exporting(closing().whole, described_to_them, stores(), unsealed, kept, now)


def unsealed(held: Iterator[Told], whole: Whole) -> Iterator[Told]:
    """With sensitive traits in the clear: who is exported, and why, was written down when it was asked for."""
    classes = {one.name: one.kind for one in declared().values()}
    return Unsealing(lambda name, sealed: opened({name: sealed}, whole.keys)[name], classes)(held)
