"""Where something of a person lies: one store a file, and who they are."""
