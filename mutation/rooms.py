"""Rooms that are mutated, and the tests that must notice it."""

TESTS = {
    "money": [
        "tests/test_currencies.py",
        "tests/test_exchange_rates.py",
        "tests/test_money.py",
        "tests/test_numbers_exact.py",
        "tests/test_rounding.py",
        "tests/test_spread.py",
    ],
    "catalog": ["tests/catalog"],
    "pricing": ["tests/pricing"],
}
"""The tests of a room itself: what only tests of other rooms notice has survived."""
