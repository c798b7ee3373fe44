"""Taxes as values, and those of Canada."""
