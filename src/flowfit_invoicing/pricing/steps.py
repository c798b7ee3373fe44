"""Why a line costs what it does, as steps that recompute to its net amount.

Nothing is kept for it but the line's small origin; the steps are worked out when
somebody asks. A step has a kind, named operands and a result:

- `task`, `mapping`, `list`, `rate`: where the price came from.
- `band`: count × percent (weighted), or unit price × percent or a price of its own
  (itemised).
- `weight`: the sum of the weighted bands; `convert`: in lines or pages.
- `price`: quantity × unit price ÷ per, exact to 100 digits; `round`: to the currency.
- `minimum`, `adjustment`: what was added to it or taken off.
- `percentage`, `fixed`, `least`, `most`, `tiers`: how an adjustment or a fee came
  about; `share`: what part of it this line bears.
- `round-price`: the price of the list, rounded as is agreed for all prices.
- `exchange`, `exchange-minimum`: the price of the list and its minimum, converted.
- `exchange-sum`: a sum that was agreed beside rates, converted by the same rate.
- `waived`: the minimum that was not charged, and why; one that was agreed beside rates
  has the amount that its lines come to.
- `part-share`: what the line bears of a sum that is billed of several lines now;
  `part-percent`, `part-rest`, `part`: so many percent of the line, what is left of it,
  or an amount of it.
- `typed-in`: nobody computed the line; `fee`: it is not for a task.
- `credit`: which line of an invoice is credited, counted from 1.
- `agreed-quantity`, `agreed-price`: what was agreed in place of what was computed; from
  there on `price` to `adjustment` come again, with `kept` for what is as it was before.
  They have a reason of their own if it is not the one of `agreed`.
- `agreed`: what the line comes to in place of what was computed, and why.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeAlias, cast

from attrs import frozen

from flowfit_invoicing.catalog import MatchGrid
from flowfit_invoicing.documents import (
    AgreedChange,
    Allowance,
    Basis,
    Charge,
    InvoiceLine,
    Origin,
    Part,
    Waived,
)
from flowfit_invoicing.doors import one_of_type
from flowfit_invoicing.money import EXACT, Money, quotient, rounded
from flowfit_invoicing.work import Analysis, MatchBand, Quantity

Operands: TypeAlias = tuple[tuple[str, object], ...]

_ZERO = Decimal(0)


@frozen
class Step:
    """One step of a price."""

    kind: str
    operands: Operands
    result: object

    def __getitem__(self, name: str) -> object:
        """Give an operand by its name."""
        return dict(self.operands)[name]


def explanation(line: InvoiceLine) -> tuple[Step, ...]:
    """Give the steps from the task to the net amount of *line*, in their order."""
    checked = one_of_type(InvoiceLine, line)
    computed = _computed(checked.computed)
    if checked.agreed is None:
        return tuple(computed)
    return (*computed, *_agreed(checked, checked.agreed))


def _computed(line: InvoiceLine) -> Iterator[Step]:
    if line.part is None:
        yield from _whole(line)
    else:
        yield from explanation(line.whole)
        yield from _part(line, line.part)


def _whole(line: InvoiceLine) -> Iterator[Step]:
    basis = None if line.details is None else line.details.basis
    if basis is not None:
        yield _step("fee", None, description=line.description)
        yield from _come_about(basis, line.unit_price)
    elif line.details is not None and line.details.credits is not None:
        place = line.details.credits.place + 1
        yield _step("credit", None, line=place, description=line.description)
    elif line.origin is None:
        yield _step("typed-in", None, description=line.description)
    else:
        yield from _source(line, line.origin)
        yield from _measure(line, line.origin)
    yield from _price(line)
    yield from _adjustments(line)


def _source(line: InvoiceLine, origin: Origin) -> Iterator[Step]:
    task = origin.task
    yield _step(
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
    yield _step("mapping", line.service, kind=task.kind, **asked)
    yield _step("list", origin.rate_list, name=origin.rate_list)
    yield from _unit_price(line, origin)


def _unit_price(line: InvoiceLine, origin: Origin) -> Iterator[Step]:
    """Give the steps from the price of the rate to the one that is billed."""
    rate, exchange = origin.rate, origin.agreed.exchange
    currency = line.terms.currency if exchange is None else exchange.source
    price = Money(rate.unit_price, currency)
    yield _step("rate", price, rate=rate, per=rate.per, unit=rate.unit)
    for step in _agreed_prices(line, origin, price):
        yield step
        price = cast("Money", step.result)
    if exchange is not None:
        converted = Money(exchange.convert(price.amount), exchange.target)
        yield _step("exchange", converted, unit_price=price, exchange=exchange)


def _agreed_prices(line: InvoiceLine, origin: Origin, full: Money) -> Iterator[Step]:
    """Give the step to the price that a grid makes of that of the rate, if it does."""
    grid = origin.grid
    if grid is None:
        return
    if origin.band is not None:
        yield _price_of_band(origin.band, grid, full)
    elif grid.price_digits is not None and not _is_analysed(line):
        digits, mode = grid.price_digits, grid.price_rounding
        price = Money(grid.rounded_price(full.amount), full.currency)
        yield _step("round-price", price, unit_price=full, digits=digits, mode=mode)


def _is_analysed(line: InvoiceLine) -> bool:
    return line.task is not None and line.terms.analysis_of(line.task) is not None


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
    return _step("band", result, band=band, **operands)


def _measure(line: InvoiceLine, origin: Origin) -> Iterator[Step]:
    """Give the steps from what was counted to what is billed."""
    terms, task = line.terms, origin.task
    analysis = terms.analysis_of(task)
    if analysis is not None and origin.grid is not None and origin.band is None:
        yield from _weighted(origin.grid, analysis, terms.counted(task))
    if terms.converts(task):
        unit = terms.unit
        yield _step(
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
        yield _step("band", weights[-1], band=band, count=count, percent=percent)
    operands: dict[str, object] = {"bands": tuple(weights)}
    if grid.count_digits is not None:
        operands |= {"digits": grid.count_digits, "mode": grid.count_rounding}
    yield _step("weight", quantity, **operands)


def _price(line: InvoiceLine) -> Iterator[Step]:
    terms = line.billed_terms
    exact = quotient(EXACT.multiply(line.amount, terms.unit_price), terms.per)
    yield _step(
        "price",
        exact,
        quantity=line.quantity,
        unit_price=line.unit_price,
        per=terms.per,
    )
    digits = terms.currency.digits
    yield _step(
        "round",
        Money(line.priced, terms.currency),
        amount=exact,
        digits=digits,
        mode=terms.rounding,
    )


def _adjustments(line: InvoiceLine) -> Iterator[Step]:
    missing = line.to_minimum
    if missing is not None or line.is_minimum_waived:
        yield from _converted_minimum(line)
        yield _minimum(line)
    for adjustment in line.further:
        yield from _adjustment(adjustment)
    for waived in line.waived_beside_rates:
        yield from _waived(waived)


def _waived(waived: Waived) -> Iterator[Step]:
    yield from _converted(waived.basis)
    yield _step(
        "waived",
        None,
        minimum=waived.minimum,
        amount=dict(waived.basis.operands)["amount"],
        reason=waived.reason,
    )


def _come_about(basis: Basis, whole: Money) -> Iterator[Step]:
    """Give the steps that lead to an amount that was agreed beside rates."""
    yield from _converted(basis)
    yield Step(basis.kind, basis.operands, whole)


def _converted(basis: Basis) -> Iterator[Step]:
    for each in basis.conversions:
        yield _step(
            "exchange-sum",
            each.amount,
            sum=each.agreed,
            exchange=each.exchange,
            digits=each.digits,
            mode=each.rounding,
        )


def _converted_minimum(line: InvoiceLine) -> Iterator[Step]:
    terms, least = line.terms, line.least
    agreed = terms.agreed
    if agreed is None or agreed.exchange is None or least is None:
        return
    own, exchange = agreed.rate.minimum_charge or _ZERO, agreed.exchange
    yield _step(
        "exchange-minimum",
        Money(least, terms.currency),
        minimum=Money(own, exchange.source),
        exchange=exchange,
        digits=terms.currency.digits,
        mode=terms.rounding,
    )


def _minimum(line: InvoiceLine) -> Step:
    """Give the step of the minimum that is charged, or of the one that is waived."""
    missing, currency = line.to_minimum, line.terms.currency
    minimum = Money(line.least or 0, currency)
    if missing is None:
        return _step("waived", None, minimum=minimum, reason=line.waived)
    charge = Money(missing, currency)
    return _step("minimum", charge, minimum=minimum, amount=minimum - charge)


def _adjustment(adjustment: Allowance | Charge) -> Iterator[Step]:
    basis, share = adjustment.basis, adjustment.share
    whole = adjustment.amount if share is None else share.whole
    if basis is not None:
        yield from _come_about(basis, whole)
    if share is not None:
        yield _step(
            "share",
            adjustment.amount,
            whole=whole,
            weights=share.weights,
            place=share.place,
        )
    yield _step(
        "adjustment",
        adjustment.amount,
        sign=_sign(adjustment),
        reason=adjustment.reason,
        percent=adjustment.percent,
        base=adjustment.base,
    )


def _part(line: InvoiceLine, part: Part) -> Iterator[Step]:
    """Give the steps from what a line comes to in all to the part that is billed."""
    amount, whole = line.net_amount, line.whole.net_amount
    share = part.share
    if share is not None:
        yield _step(
            "part-share",
            amount,
            whole=share.whole,
            weights=share.weights,
            place=share.place,
        )
    rest = EXACT.subtract(whole.amount, part.before)
    if _is_percent(line, part):
        yield _step("part-percent", amount, whole=whole, percent=part.percent)
    elif part.before and rest == line.net:
        before = Money(part.before, line.terms.currency)
        yield _step("part-rest", amount, whole=whole, before=before)
    else:
        yield _step("part", amount, whole=whole, amount=amount)


def _is_percent(line: InvoiceLine, part: Part) -> bool:
    """Tell if a part is the percent that was asked for, to the cent."""
    if part.percent is None:
        return False
    exact = EXACT.scaleb(EXACT.multiply(line.whole.net, part.percent), -2)
    return rounded(exact, line.terms.currency.digits) == line.net


def _agreed(line: InvoiceLine, agreed: AgreedChange) -> Iterator[Step]:
    computed, so_far = line.computed, line.without_agreed_net
    if agreed.amount is not None:
        quantity = line.quantity
        yield _step(
            "agreed-quantity",
            quantity,
            quantity=quantity,
            computed=computed.quantity,
            **_own_reason(agreed, "amount"),
        )
    if agreed.unit_price is not None:
        price = line.unit_price
        yield _step(
            "agreed-price",
            price,
            unit_price=price,
            computed=computed.unit_price,
            **_own_reason(agreed, "unit_price"),
        )
    if agreed.is_of_parts:
        yield from _price(line)
        yield from _again(so_far, computed)
    told: dict[str, object] = {"computed": computed.net_amount, "reason": agreed.reason}
    if agreed.net is not None:
        told |= {"amount": so_far.net_amount, "net_amount": line.net_amount}
    yield _step("agreed", line.net_amount, **told)


def _own_reason(
    agreed: AgreedChange, thing: Literal["amount", "unit_price"]
) -> dict[str, object]:
    """Give the reason of something agreed, if it is not the one that is told last."""
    reason = agreed.reason_of(thing)
    return {} if reason == agreed.reason else {"reason": reason}


def _again(line: InvoiceLine, computed: InvoiceLine) -> Iterator[Step]:
    """Give the steps of what adjusts a line after quantity or price were agreed."""
    if line.to_minimum is not None or line.is_minimum_waived:
        if computed.to_minimum is None and not computed.is_minimum_waived:
            yield from _converted_minimum(line)  # which nobody has told yet
        yield _minimum(line)
    places = {id(each): place for place, each in enumerate(computed.further)}
    for adjustment in line.further:
        if id(adjustment) in places:
            yield _kept(adjustment, places[id(adjustment)])
        else:
            yield from _adjustment(adjustment)
    already = len(computed.waived_beside_rates)
    for waived in line.waived_beside_rates[already:]:
        yield from _waived(waived)


def _kept(adjustment: Allowance | Charge, place: int) -> Step:
    return _step(
        "kept",
        adjustment.amount,
        sign=_sign(adjustment),
        reason=adjustment.reason,
        place=place,
    )


def _sign(adjustment: Allowance | Charge) -> str:
    return "-" if isinstance(adjustment, Allowance) else "+"


def _step(kind: str, result: object, /, **operands: object) -> Step:
    return Step(kind, tuple(operands.items()), result)
