"""Everything that comes in: understood, made durable or kept in quarantine, then acknowledged."""
