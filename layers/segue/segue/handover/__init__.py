"""A cart handed over to another device: by a link, or by six digits."""
