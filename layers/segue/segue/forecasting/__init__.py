"""Forecasts: what a person will likely need, buy, be worth, and whether they are leaving. Pure.

`learning` makes a `Learnt` out of many histories, with numpy and scipy, in a job. Everything beside it is plain Python:
it says of one person what that comes to. `docs/forecasts.md` explains both.
"""
