"""Flows that a signal starts: their steps, and what is due now."""
