"""What a price comes to by its explanation alone, in fractions.

Only kinds and operands are read, never a result, so that whoever doubts an amount can
compute it again. Operands that contradict each other are noticed.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flowfit_invoicing import ExchangeRate, Money, Quantity, Rounding, Step, Unit
from tests.documents.fractional import rounded


class ContradictionError(ValueError):
    """Two steps say different things."""


def agree(one: object, other: object) -> None:
    """Raise if two steps say different things."""
    if one != other:
        raise ContradictionError(one, other)


def amount_of(money: Money) -> Fraction:
    return Fraction(money.amount)


class Reckoning:
    """Steps followed one by one, and what they come to so far."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.price: Fraction | None = None
        self.currency: Any = None
        self.unit: Any = None
        self.per = 1
        self.kind = ""
        self.own_minimum: Any = None
        self.exchange = Fraction(1)
        self.weights: list[Fraction] = []
        self.counted: Fraction | None = None
        self.amount = Fraction(0)
        self.net = Fraction(0)
        self.digits, self.mode, self.is_rounded = 0, Rounding.HALF_UP, False
        self.is_fee = False
        self.basis: Callable[[], Fraction] | None = None
        self.base: Fraction | None = None
        self.part: Fraction | None = None
        self.volume: Fraction | None = None
        self.sums: list[Fraction] = []
        self.unconverted: Fraction | None = None
        self.computed: Fraction | None = None
        self.made: list[tuple[str, Fraction]] = []
        for step in steps:
            way = getattr(self, f"_{step.kind.replace('-', '_')}")
            way(**dict(step.operands))

    def round(self, number: Fraction) -> Fraction:
        return rounded(number, self.digits, self.mode)

    def _task(self, **facts: Any) -> None:  # noqa: ANN401 - operands of all kinds
        self.kind = facts["kind"]

    def _mapping(self, **facts: Any) -> None:  # noqa: ANN401 - operands of all kinds
        agree(facts["kind"], self.kind)

    def _list(self, name: str) -> None:
        """Where the rate is from; nothing is computed of it."""

    def _rate(self, rate: Any, per: int, unit: object) -> None:  # noqa: ANN401 - a rate
        agree((rate.per, rate.unit), (per, unit))
        self.price, self.per, self.unit = Fraction(rate.unit_price), per, unit
        self.own_minimum = rate.minimum_charge

    def _round_price(self, unit_price: Money, digits: int, mode: Rounding) -> None:
        agree(amount_of(unit_price), self.price)
        self.price = rounded(amount_of(unit_price), digits, mode)

    def _exchange(self, unit_price: Money, exchange: ExchangeRate) -> None:
        agree(
            (amount_of(unit_price), unit_price.currency), (self.price, exchange.source)
        )
        self.exchange = Fraction(exchange.rate)
        self.price = amount_of(unit_price) * self.exchange
        self.currency = exchange.target

    def _band(self, band: object, **operands: Any) -> None:  # noqa: ANN401 - of two kinds
        assert band is not None
        if "count" in operands:
            share = Fraction(operands["percent"]) / 100
            self.weights.append(Fraction(operands["count"]) * share)
        else:
            self._price_of_band(**operands)

    def _price_of_band(
        self,
        percent: Decimal | None = None,
        unit_price: Money | None = None,
        price: Money | None = None,
        digits: int | None = None,
        mode: Rounding = Rounding.HALF_UP,
    ) -> None:
        if price is not None:
            self.price = amount_of(price)
        if unit_price is not None:
            assert percent is not None
            agree(amount_of(unit_price), self.price)
            self.price = amount_of(unit_price) * Fraction(percent) / 100
        if digits is not None:
            assert self.price is not None
            self.price = rounded(self.price, digits, mode)

    def _weight(
        self,
        bands: tuple[Decimal, ...],
        digits: int | None = None,
        mode: Rounding = Rounding.HALF_UP,
    ) -> None:
        agree([Fraction(band) for band in bands], self.weights)
        self.counted = sum(self.weights, Fraction(0))
        if digits is not None:
            self.counted = rounded(self.counted, digits, mode)

    def _convert(
        self, counted: Quantity, size: int, digits: int, mode: Rounding
    ) -> None:
        if self.counted is not None:
            agree(Fraction(counted.amount), self.counted)
        agree((counted.unit, size), (self.unit.made_of, self.unit.size))
        self.unconverted = Fraction(counted.amount)
        self.counted = rounded(Fraction(counted.amount) / size, digits, mode)

    def _typed_in(self, description: object) -> None:
        assert description is not None

    def _fee(self, description: object) -> None:
        assert description is not None
        self.is_fee = True

    def _agreed_quantity(
        self, quantity: Quantity, computed: Quantity, reason: object = ""
    ) -> None:
        assert reason is not None
        self._end_of_computing()
        agree((Fraction(computed.amount), computed.unit), (self.amount, self.unit))
        agree(quantity.unit, self.unit)
        self.counted = Fraction(quantity.amount)

    def _agreed_price(
        self, unit_price: Money, computed: Money, reason: object = ""
    ) -> None:
        assert reason is not None
        self._end_of_computing()
        agree((amount_of(computed), computed.currency), (self.price, self.currency))
        self.price = amount_of(unit_price)

    def _end_of_computing(self) -> None:
        """Keep what was computed; all that follows was agreed in place of it."""
        if self.computed is None:
            self.computed, self.is_fee = self.net, False
            self.counted = self.amount

    def _kept(self, sign: str, reason: object, place: int) -> None:
        assert reason is not None
        if place not in range(len(self.made)):
            raise ContradictionError(place, len(self.made))
        kept, part = self.made[place]
        agree(sign, kept)
        self.net += {"+": part, "-": -part}[sign]

    def _agreed(
        self,
        computed: Money,
        reason: object,
        amount: Money | None = None,
        net_amount: Money | None = None,
    ) -> None:
        assert reason is not None
        self._end_of_computing()
        agree((amount_of(computed), computed.currency), (self.computed, self.currency))
        if net_amount is not None:
            assert amount is not None
            agree((amount_of(amount), amount.currency), (self.net, self.currency))
            agree(net_amount.currency, self.currency)
            self.net = amount_of(net_amount)

    def _price(self, quantity: Quantity, unit_price: Money, per: int) -> None:
        price = amount_of(unit_price)
        if self.is_rounded:
            self._end_of_computing()
        if per < 1:
            raise ContradictionError(per, 1)
        if self.price is not None:
            agree((price, per, quantity.unit), (self.price, self.per, self.unit))
        if self.currency is not None:
            agree(unit_price.currency, self.currency)
        if self.counted is not None:
            agree(Fraction(quantity.amount), self.counted)
        self.currency, self.price, self.unit = unit_price.currency, price, quantity.unit
        self.amount = Fraction(quantity.amount)
        self.net = self.amount * price / per

    def _round(self, amount: Decimal, digits: int, mode: Rounding) -> None:
        if abs(Fraction(amount) - self.net) > Fraction(1, 10**60):
            raise ContradictionError(amount, self.net)
        agree(digits, self.currency.digits)
        self.digits, self.mode, self.is_rounded = digits, mode, True
        if self.is_fee:
            assert self.basis is not None
            agree((self.net, self.amount), (self.basis(), 1))
            self.basis = self.base = None
        self.net = self.round(self.net)

    def _minimum(self, minimum: Money, amount: Money) -> None:
        self._agree_on_minimum(minimum)
        self.net += amount_of(minimum) - amount_of(amount)

    def _waived(
        self, minimum: Money, reason: object, amount: Money | None = None
    ) -> None:
        assert reason is not None
        if amount is None:
            self._agree_on_minimum(minimum)
        elif amount >= minimum:
            raise ContradictionError(amount, minimum)
        else:
            self._agree_on_sums(minimum)

    def _exchange_minimum(
        self, minimum: Money, exchange: ExchangeRate, digits: int, mode: Rounding
    ) -> None:
        agree(amount_of(minimum), Fraction(self.own_minimum))
        agree(
            (Fraction(exchange.rate), exchange.source, exchange.target),
            (self.exchange, minimum.currency, self.currency),
        )
        agree((digits, mode), (self.digits, self.mode))

    def _exchange_sum(
        self,
        sum: Money,  # noqa: A002 - the name of the operand
        exchange: ExchangeRate,
        digits: int,
        mode: Rounding,
    ) -> None:
        agree((sum.currency, digits), (exchange.source, exchange.target.digits))
        if not self.is_fee:
            agree((Fraction(exchange.rate), mode), (self.exchange, self.mode))
        exact = amount_of(sum) * Fraction(exchange.rate)
        self.sums.append(rounded(exact, digits, mode))

    def _agree_on_sums(self, *billed: Money | Fraction | None) -> None:
        """Notice sums that are not what those that were agreed come to."""
        if self.sums:
            amounts = (each for each in billed if each is not None)
            agree(
                [amount_of(x) if isinstance(x, Money) else x for x in amounts],
                self.sums,
            )
        self.sums = []

    def _agree_on_minimum(self, minimum: Money) -> None:
        own = Fraction(self.own_minimum) * self.exchange
        agree(amount_of(minimum), self.round(own))

    def _percentage(
        self,
        base: Money,
        percent: Decimal,
        least: Money | None,
        most: Money | None = None,
    ) -> None:
        exact = amount_of(base) * Fraction(percent) / 100
        floor = Fraction(0) if least is None else amount_of(least)

        def part() -> Fraction:
            found = max(self.round(exact), floor)
            return found if most is None else min(found, amount_of(most))

        self._agree_on_sums(least, most)
        self._come_about(part, amount_of(base))

    def _fixed(self, amount: Money) -> None:
        self._agree_on_sums(amount)
        self._come_about(lambda: amount_of(amount))

    def _least(self, minimum: Money, amount: Money) -> None:
        self._agree_on_sums(minimum)
        missing = amount_of(minimum) - amount_of(amount)
        self._come_about(lambda: missing, amount_of(amount))

    def _most(self, maximum: Money, amount: Money) -> None:
        self._agree_on_sums(maximum)
        above = amount_of(amount) - amount_of(maximum)
        self._come_about(lambda: above, amount_of(amount))

    def _tiers(
        self,
        base: Money,
        counted: Decimal,
        unit: Unit | None,
        tiers: tuple[tuple[Decimal, Decimal], ...],
        graduated: bool,  # noqa: FBT001 - an operand
    ) -> None:
        if unit is None:
            agree(Fraction(counted), amount_of(base))
            self._agree_on_sums(*(Fraction(start) for start, _ in tiers))
        elif not self.is_fee:
            if unit != self.unit:
                agree(unit, self.unit.made_of)
            self.volume = Fraction(counted)
        share = percent_of(Fraction(counted), tiers, graduated=graduated)
        exact = amount_of(base) * share / 100
        self._come_about(lambda: self.round(exact), amount_of(base))

    def _come_about(
        self, whole: Callable[[], Fraction], base: Fraction | None = None
    ) -> None:
        self.basis, self.base = whole, base

    def _share(self, whole: Money, weights: tuple[Decimal, ...], place: int) -> None:
        assert self.basis is not None
        agree(amount_of(whole), self.basis())
        exact = [Fraction(weight) for weight in weights]
        if place not in range(len(weights)):
            raise ContradictionError(place, len(weights))
        agree(exact[place], self.net)
        if self.base is not None:
            agree(self.base, sum(exact))
        self.part = parts_of(self.basis(), exact, self.digits)[place]

    def _adjustment(
        self, sign: str, reason: object, percent: Decimal | None, base: Money | None
    ) -> None:
        assert reason is not None
        part = self.part
        if part is None and self.volume is not None:
            before = self.unconverted
            agree(self.volume, self.amount if before is None else before)
        if part is None and self.basis is not None:
            part = self.basis()
        if part is not None:
            agree((percent, base), (None, None))
        else:
            assert percent is not None
            assert base is not None
            agree(amount_of(base), self.net)
            part = self.round(self.net * Fraction(percent) / 100)
        if self.computed is None:
            self.made.append((sign, part))
        self.net += {"+": part, "-": -part}[sign]
        self.basis = self.base = self.part = self.volume = None

    def _part_share(
        self, whole: Money, weights: tuple[Decimal, ...], place: int
    ) -> None:
        exact = [Fraction(weight) for weight in weights]
        if place not in range(len(weights)):
            raise ContradictionError(place, len(weights))
        self.part = parts_of(amount_of(whole), exact, self.digits)[place]

    def _part_percent(self, whole: Money, percent: Decimal) -> None:
        exact = amount_of(whole) * Fraction(percent) / 100
        self._part_of(whole, rounded(exact, self.digits))

    def _part_rest(self, whole: Money, before: Money) -> None:
        self._part_of(whole, amount_of(whole) - amount_of(before))

    def _part(self, whole: Money, amount: Money) -> None:
        self._part_of(whole, amount_of(amount))

    def _part_of(self, whole: Money, part: Fraction) -> None:
        agree(amount_of(whole), self.net)
        if self.part is not None:
            agree(part, self.part)
        self.net = part


def percent_of(
    counted: Fraction, tiers: Sequence[tuple[Decimal, Decimal]], *, graduated: bool
) -> Fraction:
    """Give the percent of all that was counted, unit by unit where it is graduated."""
    percent = Fraction(0)
    if not graduated:
        for start, found in sorted(tiers):
            percent = Fraction(found) if start <= counted else percent
        return percent
    edges = [Fraction(start) for start, _ in tiers] + [counted]
    for (start, found), end in zip(tiers, edges[1:], strict=True):
        inside = min(Fraction(end), counted) - Fraction(start)
        percent += max(inside, Fraction(0)) * Fraction(found)
    return percent / counted if counted else percent


def parts_of(whole: Fraction, weights: list[Fraction], digits: int) -> list[Fraction]:
    """Cut each part, and give what is left to those that lost most, cent by cent."""
    cent, total = Fraction(1, 10**digits), sum(weights)
    if not total:
        weights, total = [Fraction(1)] * len(weights), Fraction(len(weights))
    exact = [whole * weight / total for weight in weights]
    parts = [each - each % cent for each in exact]
    while sum(parts) < whole:
        lost = [one - other for one, other in zip(exact, parts, strict=True)]
        parts[lost.index(max(lost))] += cent
    return parts


def net_of(steps: Sequence[Step]) -> Fraction:
    """Compute the net amount that steps lead to."""
    return Reckoning(steps).net
