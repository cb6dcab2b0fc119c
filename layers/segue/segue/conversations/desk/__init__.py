"""What staff do with a conversation: take it, answer it into any channel, move it, promise something."""
