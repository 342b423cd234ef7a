"""Two drafts in, negotiation events out; every edit belongs to one event."""
