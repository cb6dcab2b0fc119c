"""Measures: what works, as SQL over the archive, one file a measure."""
