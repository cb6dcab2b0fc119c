"""Messages to programs by HTTPS: one file per provider."""
