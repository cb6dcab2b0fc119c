"""Reconciling: what rows of identities say, compared with what the ledger says."""
