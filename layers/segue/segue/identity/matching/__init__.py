"""Who looks like one person: records out of traits, pairs worth a look, comparisons, and a probability.

Only the job `suggest_merges` imports it, because DuckDB and rapidfuzz come with the science layer; `levels` needs
neither, and tells the console what was said.
"""
