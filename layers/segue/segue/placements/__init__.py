"""Placements: slots of a page or an app, and which of their variants somebody sees, decided while they look."""
