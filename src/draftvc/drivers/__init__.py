"""What git calls: hooks and drivers."""
