"""What projects cost, read off the design in fractions, plainly and slowly."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias, cast

from flowfit_invoicing import (
    Currency,
    Discount,
    MatchGrid,
    PricingEngine,
    Project,
    Rate,
    RateList,
    Surcharge,
    WorkflowTask,
)
from tests.catalog import linear
from tests.documents.fractional import rounded

Event: TypeAlias = tuple[tuple[str, ...], str | Fraction]
"""A place, and the net amount of a line or the code of what is wrong or doubtful."""

WARNINGS = (
    *("missing-client", "missing-purchase-order"),
    *("nothing-counted", "band-without-row"),
)


def events(engine: PricingEngine, *projects: Project) -> Iterator[Event]:
    """Give all that comes of some projects, in their order."""
    lists = {each.name: each for each in engine.catalog.rate_lists}
    agreed: Currency | None = None
    for project in projects:
        here, client = (project.number,), project.client
        yield from ((here, missing) for missing in _missing(project))
        named = client.rate_list if client is not None else None
        rates = lists.get(named or engine.catalog.default_rate_list)
        if rates is None:
            yield here, "rate-list-not-found"
        else:
            asked = client.currency if client is not None else None
            unsuited = {agreed, asked} - {None, rates.currency}
            yield from ((here, "currency-mismatch") for _ in unsuited)
            agreed = agreed if unsuited else rates.currency
        for task in project.tasks:
            yield from _of_task(engine, project, task, rates)


def _missing(project: Project) -> Iterator[str]:
    if project.client is None:
        yield "missing-client"
    if project.purchase_order is None:
        yield "missing-purchase-order"


def _of_task(
    engine: PricingEngine, project: Project, task: WorkflowTask, rates: RateList | None
) -> Iterator[Event]:
    billed = {rule.kind: rule.services for rule in engine.catalog.mapping.rules}
    services = billed.get(task.kind)
    if services is None:
        yield (project.number, task.id), "unmapped-task"
    elif rates is not None:
        for service in services:
            for what in _of_service(engine, project, task, service.code, rates):
                yield (project.number, task.id), what


def _of_service(
    engine: PricingEngine,
    project: Project,
    task: WorkflowTask,
    service: str,
    rates: RateList,
) -> Iterator[str | Fraction]:
    counts = {q.unit.code: Fraction(q.amount) for q in task.quantities}
    if task.analysis is not None:
        total = sum((Fraction(n) for _, n in task.analysis.counts), Fraction(0))
        counts[task.analysis.unit.code] = total
    domain = task.domain or project.domain
    day = task.completed_on or project.ordered_on
    found = linear.found(rates, service, task.languages, counts, domain, day)
    if not found:
        priced = linear.found(rates, service, task.languages, None, domain, day)
        yield "quantity-missing" if priced else "rate-not-found"
        return
    if len(found) > 1:
        yield "ambiguous-rates"
        return
    (rate,) = found
    count, digits = counts[rate.unit.code], rates.currency.digits
    rows, problems = _rows(task, rate, _grid(rate, rates), count)
    yield from problems
    if not count or set(problems) & {"already-weighted", "band-mismatch"}:
        return
    for net in _nets(rate, rows, engine, digits):
        yield _adjusted(net, engine, digits, urgent=project.urgent)


def _grid(rate: Rate, rates: RateList) -> MatchGrid:
    (own,) = (
        each for each in linear.lists(rates) if any(r is rate for r in each.rates)
    )
    found = own.match_grid if rate.match_grid is None else rate.match_grid
    return found or MatchGrid.of()


def _rows(
    task: WorkflowTask, rate: Rate, grid: MatchGrid, count: Fraction
) -> tuple[list[tuple[Fraction, Fraction]], list[str]]:
    """Give counts with the share of the price that each costs, and what is wrong."""
    analysis = task.analysis
    problems = [] if count else ["nothing-counted"]
    if analysis is None or analysis.unit.code != rate.unit.code or not grid:
        return [(count, Fraction(1))], problems
    if analysis.weighted and count:
        return [], ["already-weighted"]
    rows: list[tuple[Fraction, Fraction]] = []
    for band, number in analysis.counts:
        met = linear.rows_of(grid, band)
        if len(met) > 1:
            problems.append("band-mismatch")
            continue
        (row,) = met
        if row is None:
            problems.append("band-without-row")
        percent = 100 if row is None else dict(grid.rows)[row]
        rows.append((Fraction(number), Fraction(percent) / 100))
    return rows, problems


def _nets(
    rate: Rate,
    rows: list[tuple[Fraction, Fraction]],
    engine: PricingEngine,
    digits: int,
) -> list[Fraction]:
    mode = engine.rounding
    if engine.bands == "weighted":
        rows = [
            (sum((count * share for count, share in rows), Fraction(0)), Fraction(1))
        ]
    price = Fraction(rate.unit_price) / rate.per
    nets = [rounded(count * share * price, digits, mode) for count, share in rows]
    if rate.minimum_charge is not None:
        least = rounded(Fraction(rate.minimum_charge), digits, mode)
        nets[-1] += max(least - sum(nets), Fraction(0))
    return nets


def _adjusted(
    net: Fraction, engine: PricingEngine, digits: int, *, urgent: bool
) -> Fraction:
    for adjustment in engine.adjustments:
        each = cast("Discount | Surcharge", adjustment)
        part = rounded(net * Fraction(each.percent) / 100, digits, engine.rounding)
        if isinstance(each, Discount):
            net -= part
        elif urgent or not each.urgent_only:
            net += part
    return net
