"""Calls: who rings, known before hello, and consent by voice with its script and proof."""
