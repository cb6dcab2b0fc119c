"""Messages to functions of the shop's own: one file per provider."""
