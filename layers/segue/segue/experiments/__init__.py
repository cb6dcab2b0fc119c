"""Experiments: who is held out, who gets which variant, and how the ledger is told."""
