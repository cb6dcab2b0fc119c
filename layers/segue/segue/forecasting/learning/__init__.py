"""Learns what forecasts go by out of many histories, with numpy and scipy: for jobs, never on the way of a request."""
