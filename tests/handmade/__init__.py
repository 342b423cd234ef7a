"""Edits made by hand, and what a delegate would report of them."""
