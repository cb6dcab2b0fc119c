"""X, outwards; what comes back is read by `segue.channels.social`."""
