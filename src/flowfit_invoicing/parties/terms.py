"""When an invoice is to be paid: net days, ends of months, instalments, discounts."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Self

from attrs import field, frozen

from flowfit_invoicing.doors import day, of_type, optional_day, refused
from flowfit_invoicing.errors import DueBeforeIssueError
from flowfit_invoicing.money import EXACT, Money, Number, spread

from .discount_terms import DiscountTerms, number_of_days, part_of_all
from .due import WAYS
from .instalments import Instalment

_LONGEST_MONTH = 31
_WHOLE = Decimal(100)


def _way(value: str) -> str:
    if not isinstance(value, str) or value not in WAYS:
        raise refused(value, f"expected one of {', '.join(WAYS)}")
    return value


@frozen
class InstalmentTerms:
    """Which percentage of the whole is to be paid when."""

    percent: Decimal = field(converter=part_of_all)
    terms: "PaymentTerms" = field()

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.terms, PaymentTerms):
            raise refused(self.terms, "expected a PaymentTerms as terms")
        if self.terms.parts or self.terms.discount:
            raise refused(self.terms, "expected no instalments or discount in a part")


def _parts(
    value: Iterable[InstalmentTerms | tuple[Number, "PaymentTerms"]],
) -> tuple[InstalmentTerms, ...]:
    if not isinstance(value, Iterable) or isinstance(value, str | bytes):
        raise refused(value, "expected a list of instalments")
    parts = tuple(map(_part, value))
    if parts and _sum(parts) != _WHOLE:
        percents = ", ".join(f"{part.percent:f}" for part in parts)
        raise refused(percents, "expected percentages that add up to 100")
    return parts


def _sum(parts: Iterable[InstalmentTerms]) -> Decimal:
    total = Decimal(0)
    for part in parts:
        total = EXACT.add(total, part.percent)
    return total


def _part(
    value: InstalmentTerms | tuple[Number, "PaymentTerms"],
) -> InstalmentTerms:
    if isinstance(value, InstalmentTerms):
        return value
    if not isinstance(value, tuple) or len(value) != 2:  # noqa: PLR2004 - a pair
        raise refused(value, "expected a percentage and the terms of an instalment")
    return InstalmentTerms(*value)


@frozen
class PaymentTerms:
    """When an invoice is to be paid (BT-20).

    >>> PaymentTerms(days=30).due(date(2026, 11, 24))
    datetime.date(2026, 12, 24)

    The order of days and ends of months says which of two days it is:

    >>> PaymentTerms.end_of_month_plus(30).due(date(2026, 11, 24))
    datetime.date(2026, 12, 30)
    >>> PaymentTerms.days_then_end_of_month(30).due(date(2026, 11, 24))
    datetime.date(2026, 12, 31)

    Raises:
        InvalidValueError: If the days are negative or more than ten years, percentages
            don't add up to 100, or what is asked for excludes each other.
    """

    days: int = field(converter=number_of_days, default=30)
    """How many; of a day of the next month, which."""

    counted: str = field(converter=_way, default="net", kw_only=True)
    """`net` from the issue date, or one of `end-of-month-plus`,
    `days-then-end-of-month` and `day-of-next-month`."""

    fixed: date | None = field(converter=optional_day, default=None, kw_only=True)
    """The day that was agreed, whenever it is issued; `days` then say nothing."""

    parts: tuple[InstalmentTerms, ...] = field(
        converter=_parts, default=(), kw_only=True
    )
    """Instalments, if it is to be paid in several; their terms then hold."""

    discount: DiscountTerms | None = field(
        validator=of_type(DiscountTerms, optional=True), default=None, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        if self.parts and (self.discount or self.fixed):
            raise refused(self.parts, "expected instalments alone")
        if self.counted == "day-of-next-month" and not 1 <= self.days <= _LONGEST_MONTH:
            raise refused(self.days, "expected a day of a month, from 1 to 31")
        if self.discount and self._is_net and self.discount.days > self.days:
            raise refused(
                self.discount.days, f"expected a discount within {self.days} days"
            )

    @classmethod
    def end_of_month_plus(
        cls, days: int, *, discount: DiscountTerms | None = None
    ) -> Self:
        """Count *days* from the end of the month of issue.

        >>> PaymentTerms.end_of_month_plus(10).due(date(2026, 2, 3))
        datetime.date(2026, 3, 10)
        """
        return cls(days, counted="end-of-month-plus", discount=discount)

    @classmethod
    def days_then_end_of_month(
        cls, days: int, *, discount: DiscountTerms | None = None
    ) -> Self:
        """Count *days* from the day of issue, then go on to the end of that month.

        >>> PaymentTerms.days_then_end_of_month(10).due(date(2026, 2, 3))
        datetime.date(2026, 2, 28)
        """
        return cls(days, counted="days-then-end-of-month", discount=discount)

    @classmethod
    def day_of_next_month(
        cls, number: int, *, discount: DiscountTerms | None = None
    ) -> Self:
        """Ask for a day of the month after that of issue, or its last if it has fewer.

        >>> PaymentTerms.day_of_next_month(31).due(date(2028, 1, 15))
        datetime.date(2028, 2, 29)
        """
        return cls(number, counted="day-of-next-month", discount=discount)

    @classmethod
    def on(cls, fixed: date, *, discount: DiscountTerms | None = None) -> Self:
        """Ask for a day of the calendar.

        >>> PaymentTerms.on(date(2026, 12, 31)).due(date(2026, 11, 24))
        datetime.date(2026, 12, 31)
        """
        return cls(0, fixed=day(fixed), discount=discount)

    @classmethod
    def in_instalments(
        cls, *parts: InstalmentTerms | tuple[Number, "PaymentTerms"]
    ) -> Self:
        """Ask for several payments: pairs of a percentage of the whole and its terms.

        >>> terms = PaymentTerms.in_instalments(
        ...     (30, PaymentTerms(0)), (70, PaymentTerms(60))
        ... )
        >>> terms.due(date(2026, 11, 24))
        datetime.date(2027, 1, 23)
        """
        if not parts:
            raise refused(parts, "expected one instalment at least")
        return cls(0, parts=parts)

    def due(self, issue_date: date) -> date:
        """Give the last day on which payment is in time (BT-9); of the last instalment.

        Raises:
            DueBeforeIssueError: If the day that was agreed has passed.
        """
        issued = day(issue_date)
        if self.parts:
            return max(part.terms.due(issued) for part in self.parts)
        if self.fixed is None:
            return WAYS[self.counted](issued, self.days)
        if self.fixed < issued:
            raise DueBeforeIssueError(self.fixed, issued)
        return self.fixed

    def instalments(self, whole: Money, issue_date: date) -> tuple[Instalment, ...]:
        """Split what is due, by largest remainder, in the order of the due dates.

        >>> terms = PaymentTerms.in_instalments(
        ...     ("33.3", PaymentTerms(0)), ("66.7", PaymentTerms(30))
        ... )
        >>> [str(each.amount) for each in terms.instalments(
        ...     Money("100.01", "CAD"), date(2026, 11, 24)
        ... )]
        ['33.30 CAD', '66.71 CAD']
        """
        if not self.parts:
            return (Instalment(self.due(issue_date), whole),)
        percents = [part.percent for part in self.parts]
        amounts = spread(whole.amount, percents, whole.currency.digits)
        instalments = [
            Instalment(part.terms.due(issue_date), Money(amount, whole.currency))
            for part, amount in zip(self.parts, amounts, strict=True)
        ]
        return tuple(sorted(instalments, key=_by_due_date))

    @property
    def _is_net(self) -> bool:
        return self.counted == "net" and self.fixed is None


def _by_due_date(instalment: Instalment) -> date:
    return instalment.due_date
