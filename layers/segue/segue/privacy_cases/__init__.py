"""Cases: what people ask for about what is held of them, by when it is answered, and what has happened so far. Pure."""
