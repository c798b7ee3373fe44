"""Which rate wins, read off the design: all rates looked at, one after the other."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from flowfit_invoicing import (
    LanguagePair,
    LanguagePattern,
    MappingRule,
    MatchBand,
    MatchGrid,
    Project,
    Rate,
    RateList,
    WorkflowTask,
)


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
    return (
        rate.domain in (None, domain)
        and holds(rate, on)
        and languages_fit(rate.languages, languages)
    )


def holds(rate: Rate, on: date | None) -> bool:
    """Tell if a day is one of those of a rate."""
    if on is None:
        return rate.valid_from is None and rate.valid_until is None
    return (rate.valid_from or on) <= on <= (rate.valid_until or on)


def languages_fit(
    asked: LanguagePattern | None, languages: LanguagePair | None
) -> bool:
    """Tell if work in some languages is what is asked for."""
    if asked is None:
        return True
    return languages is not None and (
        tag_fits(asked.source, languages.source)
        and tag_fits(asked.target, languages.target)
    )


def tag_fits(asked: str, has: str) -> bool:
    """Tell if a language is the one asked for, or a child of it."""
    return asked == "*" or f"{has}-".startswith(f"{asked}-")


def near(
    rate_list: RateList,
    service: str,
    languages: LanguagePair | None,
    units: Collection[str] | None,
    domain: str | None,
    on: date | None,
) -> list[tuple[Rate, str, tuple[str, ...]]]:
    """Give all rates of a service that don't fit some work, the nearest ones first."""
    misses: list[tuple[Rate, str, tuple[str, ...]]] = []
    for each in lists(rate_list):
        for rate in each.rates:
            asked = rate.languages
            right = {
                "domain": rate.domain in (None, domain),
                "target": asked is None
                or (languages is not None and tag_fits(asked.target, languages.target)),
                "source": asked is None
                or (languages is not None and tag_fits(asked.source, languages.source)),
                "day": holds(rate, on),
                "unit": units is None or rate.unit.code in units,
            }
            wrong = tuple(name for name, is_right in right.items() if not is_right)
            if rate.service.code == service and wrong:
                misses.append((rate, each.name, wrong))
    return sorted(misses, key=lambda miss: len(miss[2]))


def rule(
    rules: Iterable[MappingRule], task: WorkflowTask, project: Project | None
) -> MappingRule | None:
    """Give the first rule that fits a task."""
    client = None if project is None or project.client is None else project.client.code
    workflow = None if project is None else project.workflow
    domain = task.domain or (None if project is None else project.domain)
    for each in rules:
        if (
            each.kind == task.kind
            and each.workflow in (None, workflow)
            and each.client in (None, client)
            and each.domain in (None, domain)
            and languages_fit(each.languages, task.languages)
        ):
            return each
    return None


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
