"""Merging conversations of a person, and parting them."""

from segue.conversations.desk.merging import Merging
from segue.wiring.conversations import conversations, whose


def merging() -> Merging:
    """Merges and parts; loaded by whoever does."""
    return Merging(conversations(), whose)
