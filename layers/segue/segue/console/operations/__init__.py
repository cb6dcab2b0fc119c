"""Pages of sources, what was not understood or delivered, imports, products, keys, costs and status."""
