"""Seeded days: whole stories through every function, played by the real handlers under an unfriendly scheduler.

`make faults N=1000` plays so many, `SEED=n make faults` plays one again. What `tests/faults/schedules` does to fold,
merge and send, a day does to all that a shop meets: events with clocks that are wrong, webhooks, text messages, reports
of providers, clicks, conversations, broadcasts, nights, an erasure in between, and what nobody can understand. A day is
judged by its promises alone (`judging`): nothing lost, nothing twice, no order, no send after a no, caps kept, nothing
left of who was erased, all poison to be found. Every failure prints its seed.
"""
