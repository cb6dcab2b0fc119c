"""E-mail: one file per provider."""
