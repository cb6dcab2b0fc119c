"""Messages out: decided, claimed, rendered, sent once; and how a customer says no."""
