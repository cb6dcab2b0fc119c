"""Where exports are put together, and kept for some days."""
