"""Which rate wins, read off the design: all rates looked at, one after the other."""

from collections.abc import Collection, Iterator
from datetime import date

from flowfit_invoicing import LanguagePair, MatchBand, MatchGrid, Rate, RateList


def found(
    rate_list: RateList,
    service: str,
    languages: LanguagePair | None,
    units: Collection[str] | None,
    domain: str | None,
    on: date | None,
) -> list[Rate]:
    """Give the best rate of each unit, of the first list that has any that fits.

    A unit that is asked for goes before those that hold so many of it.
    """
    for each in lists(rate_list):
        fitting = [
            rate
            for rate in each.rates
            if rate.service.code == service and fits(rate, languages, domain, on)
        ]
        if units is not None:
            asked = [rate for rate in fitting if rate.unit.code in units]
            fitting = asked or [
                rate
                for rate in fitting
                if rate.unit.made_of and rate.unit.made_of.code in units
            ]
        if fitting:
            codes = sorted({rate.unit.code for rate in fitting})
            return [
                max((r for r in fitting if r.unit.code == code), key=rank)
                for code in codes
            ]
    return []


def lists(rate_list: RateList | None) -> Iterator[RateList]:
    """Give a list and those behind it."""
    while rate_list is not None:
        yield rate_list
        rate_list = rate_list.base


def fits(
    rate: Rate, languages: LanguagePair | None, domain: str | None, on: date | None
) -> bool:
    """Tell if a rate may be used for some work at all."""
    if rate.domain not in (None, domain):
        return False
    if on is None:
        if rate.valid_from is not None or rate.valid_until is not None:
            return False
    elif not (rate.valid_from or on) <= on <= (rate.valid_until or on):
        return False
    if rate.languages is None:
        return True
    return languages is not None and all(
        asked == "*" or f"{has}-".startswith(f"{asked}-")
        for asked, has in (
            (rate.languages.source, languages.source),
            (rate.languages.target, languages.target),
        )
    )


def rank(rate: Rate) -> tuple[bool, int, int]:
    """Tell how specific a rate is: its domain, then its target, then its source."""
    pattern = rate.languages
    if pattern is None:
        return rate.domain is not None, 0, 0
    target, source = (
        1 if side == "*" else 1 + len(side) for side in (pattern.target, pattern.source)
    )
    return rate.domain is not None, target, source


def rows_of(grid: MatchGrid, band: MatchBand) -> set[MatchBand | None]:
    """Give the rows that the percents of a band are in, looked up one by one.

    A percent is in the row of a range, else in `fuzzy`, else in none.
    """
    fuzzy = MatchBand("tm", 1, 99)
    rows = [row for row, _ in grid.rows]
    ranges = [row for row in rows if row != fuzzy]

    def row(percent: int) -> MatchBand | None:
        for each in (*ranges, *(each for each in rows if each == fuzzy)):
            same = (each.origin, each.context) == (band.origin, band.context)
            if same and each.low <= percent <= each.high:
                return each
        return None

    return {row(percent) for percent in range(band.low, band.high + 1)}
