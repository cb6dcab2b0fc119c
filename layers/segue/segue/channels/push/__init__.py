"""Messages to apps on devices: one file per provider."""
