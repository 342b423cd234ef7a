"""Marks of a clause: tokens, groups, brackets, stamps; lossless for any text."""
