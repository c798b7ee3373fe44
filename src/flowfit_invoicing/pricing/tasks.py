"""One task priced as one service: its lines, and the minimum they come to."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import evolve

from flowfit_invoicing.catalog import MatchGrid
from flowfit_invoicing.documents import Charge, InvoiceLine, Origin, Terms
from flowfit_invoicing.errors import BandMismatchError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.locales import in_all_languages
from flowfit_invoicing.money import EXACT, Money, Rounding, plain, rounded
from flowfit_invoicing.work import Analysis, MatchBand, Project, WorkflowTask

from .agreements import Agreement

Bands: TypeAlias = Literal["weighted", "itemised"]
"""How an analysis is billed: by its weighted quantity, or band by band."""

_MINIMUM = in_all_languages("minimum")
_MISCELLANEOUS = "ABK"
_ZERO = Decimal(0)


def lines_of(
    project: Project,
    task: WorkflowTask,
    agreed: Agreement,
    rounding: Rounding,
    bands: Bands,
) -> tuple[InvoiceLine, ...]:
    """Price a task whose bands all fit; one that counts nothing has no line."""
    if not agreed.count(task):
        return ()
    rate, key = agreed.rate, (project.number, task.id)
    title = project.title if task.title is None else task.title
    origin = Origin(task, title, agreed.on, agreed.rate_list, rate, agreed.grid)
    lines = tuple(
        InvoiceLine(
            amount,
            Terms(
                agreed.service, rate.unit, price, agreed.currency, rate.per, rounding
            ),
            tasks=(key,),
            origin=origin if band is None else evolve(origin, band=band),
        )
        for amount, price, band in _parts(task, agreed, bands)
    )
    return _at_least(rate.minimum_charge, lines)


def doubts_about(
    project: Project, task: WorkflowTask, agreed: Agreement
) -> Iterator[Finding | BandMismatchError]:
    """Tell what is doubtful about a task that has a rate, and which bands misfit."""
    place = (project.number, task.id)
    if not agreed.count(task):
        yield Finding.warning("nothing-counted", *place, task_id=task.id)
    analysis = agreed.analysis_of(task)
    if agreed.grid is not None and analysis is not None:
        for band, _ in analysis.counts:
            try:
                if agreed.grid.row_of(band) is None:
                    yield Finding.warning("band-without-row", *place, band=band)
            except BandMismatchError as error:
                yield error.located(place)


def share(amount: Decimal, percent: Decimal) -> Decimal:
    """Take a percentage of an amount, exactly."""
    return EXACT.scaleb(EXACT.multiply(amount, percent), -2)


def _parts(
    task: WorkflowTask, agreed: Agreement, bands: Bands
) -> Iterator[tuple[Decimal, Decimal, MatchBand | None]]:
    """Give what is billed at what price: all at once, or band by band."""
    price, grid = agreed.rate.unit_price, agreed.grid
    analysis = agreed.analysis_of(task)
    if analysis is None or grid is None:
        yield agreed.count(task), price, None
    elif bands == "weighted":
        yield _weighted(analysis, grid), price, None
    else:
        for band, count in analysis.counts:
            yield count, plain(share(price, grid.percent(band))), band


def _weighted(analysis: Analysis, grid: MatchGrid) -> Decimal:
    weighted = _ZERO
    for band, count in analysis.counts:
        weighted = EXACT.add(weighted, share(count, grid.percent(band)))
    return weighted


def _at_least(
    minimum: Decimal | None, lines: tuple[InvoiceLine, ...]
) -> tuple[InvoiceLine, ...]:
    """Charge what is missing to the minimum of a task, once, on its last line."""
    if minimum is None:
        return lines
    *others, last = lines
    so_far = _ZERO
    for line in lines:
        so_far = EXACT.add(so_far, line.priced)
    currency, rounding = last.terms.currency, last.terms.rounding
    least = rounded(minimum, currency.digits, rounding)
    if so_far >= least:
        return lines
    missing = Money(EXACT.subtract(least, so_far), currency)
    charge = Charge(missing, _MINIMUM, code=_MISCELLANEOUS)
    return (*others, evolve(last, adjustments=(charge,), origin=_raised(last, least)))


def _raised(line: InvoiceLine, minimum: Decimal) -> Origin | None:
    return None if line.origin is None else evolve(line.origin, minimum=minimum)
