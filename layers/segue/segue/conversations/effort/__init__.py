"""How easy it was: the question after a resolution, its answers and what is asked no second time."""
