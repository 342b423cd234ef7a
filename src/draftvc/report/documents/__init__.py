"""Reports as JSON documents: INTERFACES section 4 to the letter, schemas beside it."""
