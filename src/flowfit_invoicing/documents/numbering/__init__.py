"""Numbers of documents: patterns, series, and which kind has which."""
