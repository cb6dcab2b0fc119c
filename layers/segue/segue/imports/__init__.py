"""Imports: history out of files, as events that change profiles and write to nobody unless they are released."""
