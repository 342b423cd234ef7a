"""The registry of parties: text only, read by `draftvc.app.parties`."""
