"""A small AWS in memory, made to be tampered with.

It answers real botocore clients through their `before-send` hook, so handlers run unmodified, every request is
seen, counted and can be lost, doubled, delayed or torn. It plays what emulators leave out: streams with several
shards and numbers of varying width, redelivered batches, failed entries, late timers, stale reads.
"""
