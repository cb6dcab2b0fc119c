"""Pages of customers: who they are, what they did, who is one with whom."""
