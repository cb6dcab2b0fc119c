"""Recommendations: what is learned of a shop's products, and what one person is shown of it. Pure.

`learning` makes rows out of interactions, with numpy and scipy, in a job. Everything beside it is plain Python: it adds
up rows while a page waits. `docs/recommendations.md` explains both.
"""
