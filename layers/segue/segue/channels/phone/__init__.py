"""Calls: one file per provider."""
