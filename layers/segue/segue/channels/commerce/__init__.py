"""Shops: one file per provider."""
