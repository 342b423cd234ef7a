"""Reports as lines of pieces: one layout for plain text and for colour."""
