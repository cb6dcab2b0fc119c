"""Segue: one profile per customer, from every channel, and the next right thing to say.

The domain stands at the top of this package and is pure; `segue.aws` is the only place that talks to AWS.
"""
