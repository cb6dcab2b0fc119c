"""The hand-over card: what has been asked stays answered, and where it did not."""
