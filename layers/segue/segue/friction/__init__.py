"""Friction: what keeps customers from buying, found beside what is usual, ranked by what it costs."""
