"""What the shop knows and says again: articles and macros, found, and suggested by topic."""
