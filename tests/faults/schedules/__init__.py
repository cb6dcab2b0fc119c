"""Seeded schedules: small stories of a few customers, played by the real handlers under an unfriendly scheduler.

`make schedules N=10000` plays so many, `SEED=n make schedules` plays one and, where it goes wrong, prints it shrunk.

A seed makes a story (`stories`: events under several identifiers, carts, orders, opt-ins and opt-outs, sign-ins on a
second device, merges by staff and their undos) and a player (`player`), who may let two or three invocations run at
once, one AWS request at a time; deliver batches twice, again, late, in any order and size; strike requests (a crash
before or after, a lost answer, throttling, unprocessed reads, conflicts, stale reads); fire timers late or as well as
early. When all is at rest, `judge` asks: is anything lost, is anything twice, does the end depend on the order, was
anybody written to who had said no. `tally` counts what was really played.
"""
