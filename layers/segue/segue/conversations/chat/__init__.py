"""The chat of the shop's pages: its script, its visitors' proofs, what they see of a conversation."""
