"""Merging: base, ours and theirs into one draft; a conflict is a value, not damage."""
