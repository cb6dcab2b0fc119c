"""Who is one person: what events and staff say about it, and what follows. Pure but for its ports."""
