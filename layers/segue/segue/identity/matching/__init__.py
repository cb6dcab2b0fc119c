"""Who looks like one person: records out of traits, pairs worth a look, comparisons, and a probability.

Only the job `suggest_merges` imports it: DuckDB and rapidfuzz come with the science layer.
"""
