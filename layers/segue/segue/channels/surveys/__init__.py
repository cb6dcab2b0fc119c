"""Surveys: one file per provider."""
