"""`make demo`: a seeded day of a shop, played against a running stack, and the sums checked at the end.

`plan` makes the day (pure), `playing` sends it, `expectations` says what must come out (pure), `findings` asks the
people API what did, `report` compares.
"""
