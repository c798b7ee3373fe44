"""Lines: what is billed, at which terms, and what was agreed about it."""
