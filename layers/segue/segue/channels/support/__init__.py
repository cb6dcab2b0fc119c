"""Help desks: conversations from their opening to their end, and who the customers are."""
