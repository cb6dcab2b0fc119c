"""One profile per customer: a sum of facets, and what can be read out of it."""
