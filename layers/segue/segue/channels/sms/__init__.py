"""SMS: one file per provider, and the words by which a number says yes, no or help."""
