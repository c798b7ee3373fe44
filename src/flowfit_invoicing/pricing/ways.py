"""The quick ways from a task to its lines: what terms mean, worked out once for all.

Each way is made for the terms of one rate and the scope of some tasks, and adds lines
for such a task. What it adds is what `Terms.price` makes of `Terms.measured`: that is
the meaning, this is the speed, and a law in the tests holds one against the other.
"""

from collections.abc import Callable
from decimal import Decimal
from operator import mul
from types import MappingProxyType
from typing import Literal, TypeAlias

from attrs import evolve

from flowfit_invoicing.catalog import MatchGrid, Rate
from flowfit_invoicing.documents import (
    InvoiceLine,
    LineDetails,
    ProjectRef,
    Terms,
    line_of,
)
from flowfit_invoicing.errors import AlreadyWeightedError
from flowfit_invoicing.memo import Memo
from flowfit_invoicing.money import EXACT, LIMIT, Rounding, rounder, smallest, too_large
from flowfit_invoicing.work import Scope, Shape, WorkflowTask

Bands: TypeAlias = Literal["weighted", "itemised"]
"""How an analysis is billed: by its weighted quantity, or band by band."""

Lines: TypeAlias = list[InvoiceLine]
Way: TypeAlias = Callable[[WorkflowTask, ProjectRef, Lines], None]
"""Adds the lines of a task on its terms.

One that counts nothing has none, and neither has a quantity that is rounded to nothing,
such as seven characters in pages, unless a minimum is charged for it.
"""

Weights: TypeAlias = tuple[tuple[int, ...], Decimal]
"""Shares as whole numbers, and the price of a smallest part of count times share."""

Prices: TypeAlias = tuple[tuple[Terms, Decimal], ...]
"""The terms of each band, and its unit price."""

_ZERO = Decimal(0)

# Shared by all ways: thousands of them with methods of their own fill the caches.
_multiply = EXACT.multiply
_QUANTIZE = MappingProxyType({mode: rounder(mode).quantize for mode in Rounding})
_SHAPES = 64  # of analyses that a way knows at once


def way_of(terms: Terms, scope: Scope, bands: Bands) -> Way:
    """Choose the way for tasks of a scope."""
    agreed, unit = terms.agreed, terms.unit
    if unit.code in scope.units:
        place = scope.units.index(unit.code)
        return _by_quantity(terms, place) if terms.per == 1 else _by_measure(terms)
    if agreed is None or agreed.grid is None or scope.analysed not in unit.counted_in:
        return _by_measure(terms)
    if scope.weighted and agreed.grid.rows:
        return _refusal(agreed.rate)
    is_plain = terms.per == 1 and (unit.code == scope.analysed or unit.size == 1)
    itemised = agreed.grid.is_itemised
    if bands == "itemised" if itemised is None else itemised:
        return _by_bands(terms) if is_plain else _by_measured_bands(terms)
    if is_plain and agreed.grid.count_digits is None:
        return _by_weight(terms, agreed.grid)
    return _by_measure(terms)


def _bounded(net: Decimal, terms: Terms, task: WorkflowTask) -> Decimal:
    """Raise an amount to the minimum of its terms, or refuse it."""
    if net >= LIMIT:
        raise too_large(net)
    least = terms.minimum
    return net if least is None or task.minimum_waived is not None else max(net, least)


def _by_measure(terms: Terms) -> Way:
    """Price whatever there is, as `Terms` say it."""

    def add(task: WorkflowTask, project: ProjectRef, lines: Lines) -> None:
        amount = terms.measured(task)
        if amount or terms.counts(task):
            net = _bounded(terms.price(amount), terms, task)
            if amount or net or terms.analysis_of(task) is not None:
                lines.append(line_of(terms, task, project, net))

    return add


def _by_quantity(terms: Terms, place: int) -> Way:
    multiply, quantize = _multiply, _QUANTIZE[terms.rounding]
    price, cent = terms.unit_price, smallest(terms.currency.digits)
    least = terms.minimum or _ZERO

    def add(task: WorkflowTask, project: ProjectRef, lines: Lines) -> None:
        amount = task.quantities[place].amount
        if amount:
            net = quantize(multiply(amount, price), cent)
            if not least <= net < LIMIT:
                net = _bounded(net, terms, task)
            lines.append(line_of(terms, task, project, net))

    return add


def _by_weight(terms: Terms, grid: MatchGrid) -> Way:
    multiply, quantize = _multiply, _QUANTIZE[terms.rounding]
    cent, least = smallest(terms.currency.digits), terms.minimum or _ZERO
    known: Memo[Shape, Weights] = Memo(most=_SHAPES)

    def learn(shape: Shape) -> Weights:
        weights = grid.weights(shape)
        # The price of the smallest part that a count and a share have together.
        part = EXACT.scaleb(terms.unit_price, -shape.scale - weights.scale)
        return known.keep(shape, (weights.numbers, part))

    def add(task: WorkflowTask, project: ProjectRef, lines: Lines) -> None:
        analysis = task.analysis
        if analysis is not None and analysis.counts:
            columns = analysis.columns
            weights, part = known.get(columns.shape) or learn(columns.shape)
            net = quantize(
                multiply(sum(map(mul, columns.numbers, weights)), part), cent
            )
            if not least <= net < LIMIT:
                net = _bounded(net, terms, task)
            lines.append(line_of(terms, task, project, net))

    return add


def _by_bands(terms: Terms) -> Way:
    multiply, quantize = _multiply, _QUANTIZE[terms.rounding]
    cent = smallest(terms.currency.digits)
    known: Memo[Shape, Prices] = Memo(most=_SHAPES)

    def learn(shape: Shape) -> Prices:
        several = [terms.of_band(band) for band in shape.bands]
        prices = tuple((each, each.unit_price) for each in several)
        return known.keep(shape, prices)

    def add(task: WorkflowTask, project: ProjectRef, lines: Lines) -> None:
        analysis = task.analysis
        if analysis is None or not analysis.counts:
            return
        shape = analysis.columns.shape
        made = [
            line_of(each, task, project, quantize(multiply(count, price), cent))
            for (each, price), (_, count) in zip(
                known.get(shape) or learn(shape), analysis.counts, strict=True
            )
        ]
        lines += _at_least(terms.minimum, made)

    return add


def _by_measured_bands(terms: Terms) -> Way:
    """Price each band as `Terms` say it."""

    def add(task: WorkflowTask, project: ProjectRef, lines: Lines) -> None:
        analysis = task.analysis
        if analysis is not None and analysis.counts:
            made: Lines = []
            for band, _ in analysis.counts:
                of_band = terms.of_band(band)
                priced = of_band.price(of_band.measured(task))
                made.append(line_of(of_band, task, project, priced))
            lines += _at_least(terms.minimum, made)

    return add


def _at_least(minimum: Decimal | None, lines: Lines) -> Lines:
    """Charge what is missing to the minimum of a task, once, on its last line."""
    *others, last = lines
    before = _ZERO
    for line in others:
        before = EXACT.add(before, line.net)
    total = EXACT.add(before, last.net)
    if total >= LIMIT:
        raise too_large(total)
    if minimum is None or total >= minimum:
        return lines
    terms = evolve(last.terms, minimum=minimum)
    return [*others, evolve(last, terms=terms, details=LineDetails(before=before))]


def _refusal(rate: Rate) -> Way:
    def refuse(task: WorkflowTask, _: ProjectRef, __: Lines) -> None:
        if task.analysis is not None and task.analysis.counts:
            raise AlreadyWeightedError(task.id, rate)

    return refuse
