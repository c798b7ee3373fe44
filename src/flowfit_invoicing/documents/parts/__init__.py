"""Work billed in parts, and money before the work."""
