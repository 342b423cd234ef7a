"""Edits of the real text by hand, with the events that they should give."""
