"""Steps from what was computed to what is billed: a part of it, or otherwise agreed."""

from collections.abc import Iterator
from typing import Literal

from flowfit_invoicing.documents import (
    AgreedChange,
    Allowance,
    Charge,
    InvoiceLine,
    Part,
)
from flowfit_invoicing.money import EXACT, Money, rounded

from .adjustment_steps import (
    adjustment_steps,
    converted_minimum_steps,
    minimum_step,
    sign_of,
    waived_steps,
)
from .price_steps import price_steps
from .steps import Step, step


def part_steps(line: InvoiceLine, part: Part) -> Iterator[Step]:
    """Give the steps from what a line comes to in all to the part that is billed."""
    amount, whole = line.net_amount, line.whole.net_amount
    share = part.share
    if share is not None:
        yield step(
            "part-share",
            amount,
            whole=share.whole,
            weights=share.weights,
            place=share.place,
        )
    rest = EXACT.subtract(whole.amount, part.before)
    if _is_percent(line, part):
        yield step("part-percent", amount, whole=whole, percent=part.percent)
    elif part.before and rest == line.net:
        before = Money(part.before, line.terms.currency)
        yield step("part-rest", amount, whole=whole, before=before)
    else:
        yield step("part", amount, whole=whole, amount=amount)


def _is_percent(line: InvoiceLine, part: Part) -> bool:
    """Tell if a part is the percent that was asked for, to the cent."""
    if part.percent is None:
        return False
    exact = EXACT.scaleb(EXACT.multiply(line.whole.net, part.percent), -2)
    return rounded(exact, line.terms.currency.digits) == line.net


def agreed_steps(line: InvoiceLine, agreed: AgreedChange) -> Iterator[Step]:
    """Give the steps from what was computed to what was agreed in place of it."""
    computed, so_far = line.computed, line.without_agreed_net
    if agreed.amount is not None:
        quantity = line.quantity
        yield step(
            "agreed-quantity",
            quantity,
            quantity=quantity,
            computed=computed.quantity,
            **_own_reason(agreed, "amount"),
        )
    if agreed.unit_price is not None:
        price = line.unit_price
        yield step(
            "agreed-price",
            price,
            unit_price=price,
            computed=computed.unit_price,
            **_own_reason(agreed, "unit_price"),
        )
    if agreed.is_of_parts:
        yield from price_steps(line)
        yield from _again(so_far, computed)
    told: dict[str, object] = {"computed": computed.net_amount, "reason": agreed.reason}
    if agreed.net is not None:
        told |= {"amount": so_far.net_amount, "net_amount": line.net_amount}
    yield step("agreed", line.net_amount, **told)


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
            yield from converted_minimum_steps(line)  # which nobody has told yet
        yield minimum_step(line)
    places = {id(each): place for place, each in enumerate(computed.further)}
    for adjustment in line.further:
        if id(adjustment) in places:
            yield _kept(adjustment, places[id(adjustment)])
        else:
            yield from adjustment_steps(adjustment)
    already = len(computed.waived_beside_rates)
    for waived in line.waived_beside_rates[already:]:
        yield from waived_steps(waived)


def _kept(adjustment: Allowance | Charge, place: int) -> Step:
    return step(
        "kept",
        adjustment.amount,
        sign=sign_of(adjustment),
        reason=adjustment.reason,
        place=place,
    )
