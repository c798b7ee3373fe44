"""How quick the package is, held against plain code that does the same work.

`python -m benchmarks --help` lists the options; docs/explanation/speed.md says what is
measured, and how.
"""
