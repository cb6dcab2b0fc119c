"""The readers of a world's streams, for tests that work or rewind them by hand."""

from tests.faults.cloud.readers import ShardReader
from tests.faults.cloud.streams import Record
from tests.faults.cloud.world import World


def shards(world: World) -> list[ShardReader]:
    """The readers of all shards."""
    return [one for one in world.readers if isinstance(one, ShardReader)]


def records(world: World) -> list[Record]:
    """What the ledger's stream holds."""
    stream = world.table("Ledger").stream
    assert stream is not None
    return stream.shards[0]


def folds(world: World) -> list[ShardReader]:
    """The readers of the ledger's shards."""
    return [one for one in shards(world) if one.source.function == "fold_events"]
