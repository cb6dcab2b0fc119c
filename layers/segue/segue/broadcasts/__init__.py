"""Broadcasts: one message to everybody in a segment, at a time, once or again and again."""
