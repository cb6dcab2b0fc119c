"""Segue: one profile per customer, from every channel, and the next right thing to say.

The words that all share stand here, each subject of the domain in a folder; all of it is pure. `segue.aws` is the only
place that talks to AWS.
"""
