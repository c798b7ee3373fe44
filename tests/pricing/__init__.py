"""Tasks in, lines out, and why."""
