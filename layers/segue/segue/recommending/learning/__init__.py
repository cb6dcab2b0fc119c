"""Learns rows out of interactions, with numpy and scipy: for jobs, never on the way of a request."""
