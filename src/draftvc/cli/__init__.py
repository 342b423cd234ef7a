"""What people call: arguments, terminal, exit codes."""
