"""Periods: when what is billed was rendered."""

from datetime import date

from attrs import field, frozen

from flowfit_invoicing.doors import day, refused


@frozen
class Period:
    """Days from *start* to *end*, both included (BG-14).

    >>> Period(date(2026, 11, 1), date(2026, 11, 30)).end.day
    30
    """

    start: date = field(converter=day)
    end: date = field(converter=day)

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:  # EN 16931, BR-29
            raise refused(self.end, f"expected a day from {self.start} on")
