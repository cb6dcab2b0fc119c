"""Judging: how good a model is, and what an experiment has shown: what was said beside what came. Pure."""
