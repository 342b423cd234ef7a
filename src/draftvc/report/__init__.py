"""Results to something read: text, rich, json, md. Computes none."""
