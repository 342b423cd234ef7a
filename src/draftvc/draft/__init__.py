"""Drafts: clauses in document order, with labels, headings and what reading set aside."""
