"""Events in the words of the room."""
