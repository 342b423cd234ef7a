"""Diagnostics of a draft, one rule a module."""
