"""Files of CAT tools, read."""
