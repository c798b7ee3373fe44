"""Steps from the task to the price: which rate, how much of it, and rounded once."""

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from flowfit_invoicing.catalog import MatchGrid
from flowfit_invoicing.documents import InvoiceLine, Origin
from flowfit_invoicing.money import EXACT, Money, quotient
from flowfit_invoicing.work import Analysis, MatchBand, Quantity

from .steps import Step, step


def source_steps(line: InvoiceLine, origin: Origin) -> Iterator[Step]:
    """Give the steps from a task to its unit price: rule, list, rate and grid."""
    task = origin.task
    yield step(
        "task",
        (line.project_number, task.id),
        project=line.project_number,
        task=task.id,
        kind=task.kind,
        languages=task.languages,
        day=origin.on,
    )
    rule = origin.agreed.rule
    asked = {} if rule is None or rule.is_general else {"rule": rule}
    yield step("mapping", line.service, kind=task.kind, **asked)
    yield step("list", origin.rate_list, name=origin.rate_list)
    yield from _unit_price(line, origin)


def _unit_price(line: InvoiceLine, origin: Origin) -> Iterator[Step]:
    """Give the steps from the price of the rate to the one that is billed."""
    rate, exchange = origin.rate, origin.agreed.exchange
    currency = line.terms.currency if exchange is None else exchange.source
    price = Money(rate.unit_price, currency)
    yield step("rate", price, rate=rate, per=rate.per, unit=rate.unit)
    for agreed in _agreed_prices(origin, price):
        yield agreed
        price = cast("Money", agreed.result)
    if exchange is not None:
        converted = Money(exchange.convert(price.amount), exchange.target)
        yield step("exchange", converted, unit_price=price, exchange=exchange)


def _agreed_prices(origin: Origin, full: Money) -> Iterator[Step]:
    """Give the step to the price that a grid makes of that of the rate, if it does.

    Where prices are rounded, all that was analysed is billed by band.
    """
    grid = origin.grid
    if grid is None:
        return
    if origin.band is not None:
        yield _price_of_band(origin.band, grid, full)
    elif grid.price_digits is not None:
        digits, mode = grid.price_digits, grid.price_rounding
        price = Money(grid.rounded_price(full.amount), full.currency)
        yield step("round-price", price, unit_price=full, digits=digits, mode=mode)


def _price_of_band(band: MatchBand, grid: MatchGrid, full: Money) -> Step:
    """Give the step from the unit price to that of a band."""
    result = Money(grid.band_price(band, full.amount), full.currency)
    operands: dict[str, object] = {"unit_price": full}
    if grid.has_prices:
        named = grid.price(band)
        price = full if named is None else Money(named, full.currency)
        operands = {"price": price}
    else:
        operands |= {"percent": grid.percent(band)}
    if grid.price_digits is not None:
        operands |= {"digits": grid.price_digits, "mode": grid.price_rounding}
    return step("band", result, band=band, **operands)


def measure_steps(line: InvoiceLine, origin: Origin) -> Iterator[Step]:
    """Give the steps from what was counted to what is billed."""
    terms, task = line.terms, origin.task
    analysis = terms.analysis_of(task)
    if analysis is not None and origin.grid is not None and origin.band is None:
        yield from _weighted(origin.grid, analysis, terms.counted(task))
    if terms.converts(task):
        unit = terms.unit
        yield step(
            "convert",
            line.quantity,
            counted=terms.counted(task),
            size=unit.size,
            digits=unit.digits,
            mode=unit.rounding,
        )


def _weighted(
    grid: MatchGrid, analysis: Analysis, quantity: Quantity
) -> Iterator[Step]:
    weights: list[Decimal] = []
    for band, count in analysis.counts:
        percent = grid.percent(band)
        weights.append(EXACT.scaleb(EXACT.multiply(count, percent), -2))
        yield step("band", weights[-1], band=band, count=count, percent=percent)
    operands: dict[str, object] = {"bands": tuple(weights)}
    if grid.count_digits is not None:
        operands |= {"digits": grid.count_digits, "mode": grid.count_rounding}
    yield step("weight", quantity, **operands)


def price_steps(line: InvoiceLine) -> Iterator[Step]:
    """Give the steps from a quantity to its price, exact and then rounded."""
    terms = line.billed_terms
    exact = quotient(EXACT.multiply(line.amount, terms.unit_price), terms.per)
    yield step(
        "price",
        exact,
        quantity=line.quantity,
        unit_price=line.unit_price,
        per=terms.per,
    )
    digits = terms.currency.digits
    yield step(
        "round",
        Money(line.priced, terms.currency),
        amount=exact,
        digits=digits,
        mode=terms.rounding,
    )
