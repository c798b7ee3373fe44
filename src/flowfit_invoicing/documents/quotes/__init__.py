"""Quotes, and what became of them."""
