"""A line changed by hand: what is agreed, beside what was computed."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypedDict

from attrs import evolve

from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import Money, Number, exact, rounded
from flowfit_invoicing.tax import Tax
from flowfit_invoicing.text import LocalizedText, localized
from flowfit_invoicing.work import Quantity
from flowfit_invoicing.work.quantities import not_negative

from .agreed import OTHERS_CHANGED, THINGS, AgreedChange, Thing
from .details import LineDetails
from .lines import InvoiceLine
from .minima import (
    is_charged_a_minimum,
    is_let_off,
    places_of_task,
    with_minima_of,
)


class LineChanges(TypedDict, total=False):
    """What a person may change about a line."""

    quantity: Quantity | Number
    unit_price: Money | Number
    net_amount: Money | Number
    waive_minimum: bool
    reason: LocalizedText | str | Mapping[str, str]
    description: LocalizedText | str | Mapping[str, str]
    taxes: Iterable[Tax] | None


_NAMES: Mapping[Thing, str] = MappingProxyType(
    {
        "amount": "quantity",
        "unit_price": "unit_price",
        "net": "net_amount",
        "waives_minimum": "waive_minimum",
    }
)
"""What is agreed, by the name that it is changed by."""

_AMOUNTS = tuple(_NAMES.values())


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


def changed_among(
    lines: tuple[InvoiceLine, ...], position: int, changes: LineChanges
) -> tuple[InvoiceLine, ...]:
    """Change one of several lines by hand, and what follows of others of its task.

    The whole task is let off its minima, whichever of its lines bear them.

    Raises:
        InvalidValueError: As `changed` does.
        CurrencyMismatchError: As `changed` does.
        NegativeLineError: As `changed` does.
    """
    several, own = [*lines], changes
    line = several[position]
    if "waive_minimum" in changes:
        waiver: LineChanges = {"waive_minimum": changes["waive_minimum"]}
        if "reason" in changes:
            waiver["reason"] = changes["reason"]
        bears = is_charged_a_minimum if changes["waive_minimum"] else is_let_off
        others = [
            place
            for place in places_of_task(several, line)
            if place != position and bears(several[place])
        ]
        for place in others:
            several[place] = changed(several[place], waiver)
        if others and not bears(line):
            own = changes.copy()
            del own["waive_minimum"]
    if own.keys() - {"reason"} or own is changes:
        several[position] = changed(line, own)
    return with_minima_of(line, tuple(several))


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
    told = {"amount": amount, "unit_price": price, "waives_minimum": waives or None}
    parts = {name: value for name, value in told.items() if value is not None}
    after = _agreeing(line, parts, changes, reason)
    is_let_off = after.is_minimum_waived or after.waived_beside_rates
    if changes.get("waive_minimum") and not is_let_off:
        raise refused("waive_minimum", "expected a line that is charged a minimum")
    net = _net(line, changes)
    if net is None or net == after.net:
        return after
    return _agreeing(line, {**parts, "net": net}, changes, reason)


def _agreeing(
    line: InvoiceLine,
    parts: Mapping[str, object],
    changes: LineChanges,
    reason: LocalizedText,
) -> InvoiceLine:
    """Give the line with what is agreed by now, each for its own reason."""
    earlier = line.agreed
    beside = () if earlier is None else earlier.beside
    before = None if earlier is None else earlier.before
    if not parts and before is None and not beside:
        return line.computed
    each = {
        thing: reason
        if earlier is None or _NAMES[thing] in changes
        else earlier.reason_of(thing)
        for thing in THINGS
        if thing in parts
    }
    last = reason if reason in each.values() else [OTHERS_CHANGED, *each.values()][-1]
    others = [(thing, why) for thing, why in each.items() if why != last]
    held: dict[str, Any] = {**parts, "before": before, "beside": beside}
    agreed = AgreedChange(reason=last, reasons=others, **held)
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
