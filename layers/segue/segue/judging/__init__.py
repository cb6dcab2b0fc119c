"""Judging: how good a model is: what it said beside what came, and the card that tells of it. Pure."""
