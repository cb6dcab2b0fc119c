"""The texts of the console: gathered into gettext catalogues, a file a language."""
