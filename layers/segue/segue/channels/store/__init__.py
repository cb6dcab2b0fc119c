"""Tills: what is bought, returned and earned in a store."""
