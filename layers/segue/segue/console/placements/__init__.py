"""Pages of placements on the website."""
