"""Counts in buckets of time: {bucket number: {key: whole number}}, whole buckets dropped when they are too old."""

from segue.facets.registers import kept

Counts = dict[str, int]
Buckets = dict[int, Counts]


def add_counts(left: Counts, right: Counts) -> Counts:
    """Key by key."""
    return {name: left.get(name, 0) + right.get(name, 0) for name in {**left, **right}}


def add_buckets(left: Buckets, right: Buckets, window: int, most: int) -> Buckets:
    """Bucket by bucket; none older than `window` buckets before the newest, at most `most` keys in each."""
    both = {**left, **right}
    oldest = max(both, default=0) - window
    return {
        bucket: kept(add_counts(left.get(bucket, {}), right.get(bucket, {})), most)
        for bucket in both
        if bucket >= oldest
    }
