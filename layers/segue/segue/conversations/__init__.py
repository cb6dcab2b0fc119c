"""Conversations: turns of one person across channels as threads that staff answer.

The turns of customers are events of the ledger like any other; a conversation says which of them belong together, and
who of the staff is to answer by when.
"""
