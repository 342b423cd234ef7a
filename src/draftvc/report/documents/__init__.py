"""Reports as JSON documents, as docs/json.md promises them; the schemas stand beside it."""
