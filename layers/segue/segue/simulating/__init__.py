"""What a journey would have done: the real engine over what is in the ledger, with a clock that jumps."""
