"""A line changed by hand: what is agreed, beside what was computed."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypedDict

from attrs import evolve

from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import Money, Number, exact, rounded
from flowfit_invoicing.tax import Tax
from flowfit_invoicing.text import LocalizedText, localized
from flowfit_invoicing.work import Quantity
from flowfit_invoicing.work.quantities import not_negative

from .agreed import AgreedChange
from .details import LineDetails
from .lines import InvoiceLine


class LineChanges(TypedDict, total=False):
    """What a person may change about a line."""

    quantity: Quantity | Number
    unit_price: Money | Number
    net_amount: Money | Number
    waive_minimum: bool
    reason: LocalizedText | str | Mapping[str, str]
    description: LocalizedText | str | Mapping[str, str]
    taxes: Iterable[Tax] | None


_AMOUNTS = ("quantity", "unit_price", "net_amount", "waive_minimum")


def changed(line: InvoiceLine, changes: LineChanges) -> InvoiceLine:
    """Change a line by hand; see `InvoiceDraft.with_line_changed`.

    Raises:
        InvalidValueError: If there is nothing to change, or no reason for an amount.
        CurrencyMismatchError: If an amount is in another currency.
        NegativeLineError: If allowances of the line are more than is left of it.
    """
    _check_names(changes)
    details = line.details or LineDetails()
    if "description" in changes:
        details = evolve(details, text=localized(changes["description"]))
    if "taxes" in changes:
        details = evolve(details, taxes=changes["taxes"], taxes_by_hand=True)
    after = line.with_details(details)
    if _amounts(changes):
        reason = localized(changes.get("reason", ""))
        after = _with_agreed(after, changes, reason)
    if after == line:
        raise refused(_told(changes), "expected something else than it is already")
    return after


def _check_names(changes: LineChanges) -> None:
    known = LineChanges.__annotations__
    for name in changes:
        if name not in known:
            raise refused(name, f"expected one of {', '.join(sorted(known))}")
    if not changes.keys() - {"reason"}:
        raise refused(_told(changes), "expected something to change")
    if _amounts(changes) and "reason" not in changes:
        raise refused(_told(changes), "expected a reason where an amount changes")
    if "reason" in changes and not _amounts(changes):
        raise refused(_told(changes), "expected an amount to change for a reason")


def _amounts(changes: LineChanges) -> list[str]:
    return [name for name in _AMOUNTS if name in changes]


def _told(changes: LineChanges) -> str:
    return ", ".join(changes) or "nothing"


def _with_agreed(
    line: InvoiceLine, changes: LineChanges, reason: LocalizedText
) -> InvoiceLine:
    """Agree amounts; earlier ones hold on, a net amount only if it is said again."""
    amount, price, waives = _parts(line, changes)
    after = line.computed
    if waives or (amount, price) != (None, None):
        parts = AgreedChange(
            reason=reason, amount=amount, unit_price=price, waives_minimum=waives
        )
        after = _agreeing(after, parts)
    if waives and not after.is_minimum_waived:
        raise refused("waive_minimum", "expected a line that is charged a minimum")
    net = _net(line, changes)
    if net is None or net == after.net:
        return after
    agreed = AgreedChange(
        reason=reason, amount=amount, unit_price=price, net=net, waives_minimum=waives
    )
    return _agreeing(line, agreed)


def _agreeing(line: InvoiceLine, agreed: AgreedChange) -> InvoiceLine:
    return line.with_details(evolve(line.details or LineDetails(), agreed=agreed))


def _parts(
    line: InvoiceLine, changes: LineChanges
) -> tuple[Decimal | None, Decimal | None, bool]:
    """Give quantity and price where they differ, and if the minimum is waived."""
    before, computed = line.agreed, line.computed
    amount = line.amount
    if "quantity" in changes:
        amount = _quantity(changes["quantity"], line)
    price = line.unit_price.amount
    if "unit_price" in changes:
        price = _bare(changes["unit_price"], line)
    waives = before is not None and before.waives_minimum
    waives = changes.get("waive_minimum", waives)
    return (
        None if amount == computed.amount else amount,
        None if price == computed.unit_price.amount else price,
        waives,
    )


def _quantity(value: Quantity | Number, line: InvoiceLine) -> Decimal:
    if not isinstance(value, Quantity):
        return not_negative(value)
    unit = line.terms.unit
    if value.unit.code != unit.code:
        raise refused(
            str(value.unit), f"expected a quantity in {unit}, as it is priced"
        )
    return value.amount


def _net(line: InvoiceLine, changes: LineChanges) -> Decimal | None:
    if "net_amount" not in changes:
        return None
    net = _bare(changes["net_amount"], line)
    if rounded(net, line.terms.currency.digits) != net:
        raise refused(net, "expected an amount that is rounded already")
    return net


def _bare(value: Money | Number, line: InvoiceLine) -> Decimal:
    """Take money of the line's currency, or a number that is meant in it."""
    if not isinstance(value, Money):
        return exact(value)
    if value.currency != line.terms.currency:
        raise CurrencyMismatchError(line.terms.currency, value.currency)
    return value.amount
