"""A table: items by key, the previous image of each (for stale reads), its stream and its exact units."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.faults.cloud.clock import Clock
from tests.faults.cloud.failures import invalid
from tests.faults.cloud.meter import Meter
from tests.faults.cloud.streams import Key, Stream
from tests.faults.cloud.values import LARGEST_ITEM, Attribute, Item, item_size, read_units, write_units

STALE_FOR = 2_000  # ms after a write in which a read that is not strong may miss it


@dataclass(frozen=True)
class Index:
    """A global secondary index with all attributes."""

    name: str
    hash_key: str
    range_key: str


@dataclass
class Table:
    """Keys are text. Whoever holds the table's lock writes."""

    name: str
    clock: Clock
    meter: Meter
    hash_key: str = "pk"
    range_key: str | None = "sk"
    stream: Stream | None = None
    indexes: dict[str, Index] = field(default_factory=dict)
    partitions: dict[str, dict[str, Item]] = field(default_factory=dict)
    former: dict[Key, tuple[int, Item | None]] = field(default_factory=dict)

    def key_of(self, item: Item) -> Key:
        """The key inside an item. Raises ValidationException where it is missing, empty or not text."""
        names = [self.hash_key, *([self.range_key] if self.range_key else [])]
        values = [item.get(name, {}).get("S") for name in names]
        if not all(isinstance(one, str) and one for one in values):
            raise invalid("One or more parameter values were invalid: missing, empty or mistyped key value")
        return str(values[0]), str(values[1]) if self.range_key else ""

    def exact_key(self, key: Item) -> Key:
        """The key of a request that names one item and nothing else."""
        if set(key) != {self.hash_key, *([self.range_key] if self.range_key else [])}:
            raise invalid("The provided key element does not match the schema")
        return self.key_of(key)

    def keys_alone(self, item: Item) -> Item:
        """The key attributes of an item."""
        return {name: item[name] for name in (self.hash_key, self.range_key) if name}

    def get(self, key: Key) -> Item | None:
        """The newest image."""
        return self.partitions.get(key[0], {}).get(key[1])

    def stale(self, key: Key) -> Item | None:
        """The image before the last write, if that was a moment ago; else the newest."""
        moment, image = self.former.get(key, (-STALE_FOR, None))
        return image if self.clock.now - moment < STALE_FOR else self.get(key)

    def write(self, key: Key, after: Item | None, factor: int = 1) -> Item | None:
        """Puts or deletes (None), counts, streams; gives the image before."""
        if item_size(after) > LARGEST_ITEM:
            raise invalid("Item size has exceeded the maximum allowed size")
        before = self.get(key)
        self.charge(before, after, factor)
        self.former[key] = (self.clock.now, before)
        self._store(key, after)
        image = after or before
        if self.stream and image:
            self.stream.write(self.keys_alone(image), before, after, self.clock.now)
        return before

    def _store(self, key: Key, after: Item | None) -> None:
        if after is None:
            self.partitions.get(key[0], {}).pop(key[1], None)
        else:
            self.partitions.setdefault(key[0], {})[key[1]] = after

    def charge(self, before: Item | None, after: Item | None, factor: int = 1) -> None:
        """Counts a write's units, indexes included."""
        self.meter.written(self.name, factor * write_units(before, after))
        for index in self.indexes.values():
            self.meter.written(self.name, factor * _index_units(index, before, after))

    def charge_refused(self, before: Item | None, factor: int = 1) -> None:
        """A condition that fails costs what the item in place would."""
        self.meter.refused[self.meter.function, self.name] += 1
        self.meter.written(self.name, factor * write_units(before, None))

    def charge_read(self, size: int, strong: bool) -> None:
        """Counts a read of so many bytes."""
        self.meter.read(self.name, read_units(size, strong))

    def items(self) -> Iterable[Item]:
        """All items, in key order."""
        for partition in sorted(self.partitions):
            for _, item in sorted(self.partitions[partition].items()):
                yield item


def _index_units(index: Index, before: Item | None, after: Item | None) -> int:
    keys = [_index_key(index, image) for image in (before, after)]
    if keys == [None, None] or before == after:
        return 0
    if None in keys or keys[0] == keys[1]:
        return write_units(before if keys[0] else None, after if keys[1] else None)
    return write_units(before, None) + write_units(None, after)


def _index_key(index: Index, image: Item | None) -> tuple[Attribute, Attribute] | None:
    if not image or index.hash_key not in image or index.range_key not in image:
        return None
    return image[index.hash_key], image[index.range_key]
