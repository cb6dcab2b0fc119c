"""Living groups: what a segment asks, who is in it now, and until when."""
