"""Counts of tasks: whole numbers of zero or more."""

from flowfit_invoicing.doors import refused, whole_number


def count(value: int) -> int:
    """Take how many there are of something."""
    number = whole_number(value)
    if number < 0:
        raise refused(value, "expected a count of zero or more")
    return number
