"""A customer's carts: what was done to them, how they stand, and what becomes of several."""
