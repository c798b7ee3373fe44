"""Worked examples of other systems, said in our values."""
