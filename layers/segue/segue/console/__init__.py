"""The console: server-rendered pages for staff. Reading works without a script; the script only adds comfort."""
