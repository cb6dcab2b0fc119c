"""Messengers and social networks: what customers write there, and what becomes of what we write."""
