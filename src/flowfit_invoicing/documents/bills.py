"""What a draft and an invoice have in common."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Self

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import of_type, tuple_of
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import (
    Currency,
    ExchangeRate,
    Money,
    Number,
    Rounding,
    currency,
    rounded_fraction,
)
from flowfit_invoicing.parties import Client, Party
from flowfit_invoicing.tax import Tax, taxes
from flowfit_invoicing.text import optional_line, several_lines

from .adjustments import Allowance, Charge, adjustments
from .claims import Claim, claims_of
from .deductions import (
    Deduction,
    Prepayment,
    check_once,
    deductions,
    optional_rounding,
    payable,
    prepayments,
)
from .lines import InvoiceLine, TaskKey
from .totals import Settled, Totals, check_covered, totals_of


def _lines(value: Iterable[InvoiceLine]) -> tuple[InvoiceLine, ...]:
    return tuple_of(InvoiceLine, value)


@frozen(kw_only=True)
class Bill:
    """Who bills whom for what, in one currency."""

    seller: Party = field(validator=of_type(Party))
    client: Client = field(validator=of_type(Client))
    currency: Currency = field(converter=currency)
    lines: tuple[InvoiceLine, ...] = field(converter=_lines, default=())
    taxes: tuple[Tax, ...] = field(converter=taxes, default=())
    """The taxes of all lines that have none of their own."""

    adjustments: tuple[Allowance | Charge, ...] = field(
        converter=adjustments, default=()
    )
    """Allowances and charges on the whole (BG-20, BG-21), taxed as it is."""

    deductions: tuple[Deduction, ...] = field(converter=deductions, default=())
    """Invoices for deposits that were taxed, deducted with their taxes (BG-3)."""

    prepayments: tuple[Prepayment, ...] = field(converter=prepayments, default=())
    """Deposits that were paid without tax (BT-113)."""

    rounding: Money | None = field(converter=optional_rounding, default=None)
    """What is added to make the amount due payable (BT-114)."""

    notes: str = field(converter=several_lines, default="")
    purchase_order: str | None = field(converter=optional_line, default=None)

    def __attrs_post_init__(self) -> None:
        if self.client.currency is not None:
            self._check(self.client.currency)
        for line in self.lines:
            self._check(line.terms.currency)
        for adjustment in self.adjustments:
            self._check(adjustment.amount.currency)
        if self.rounding is not None:
            self._check(self.rounding.currency)
        if self.deductions or self.prepayments:
            self._check_deposits()

    @property
    def buyer(self) -> Party:
        """Who is billed: the client's party."""
        return self.client.party

    @property
    def totals(self) -> Totals:
        """What it adds up to."""
        settled = Settled(self.deductions, self.prepayments, self.rounding)
        return totals_of(
            self.lines, self.adjustments, self.taxes, self.currency, settled
        )

    @property
    def tasks(self) -> tuple[TaskKey, ...]:
        """All tasks that are billed, each once, in the order of the lines."""
        return tuple(dict.fromkeys(task for line in self.lines for task in line.tasks))

    @property
    def project_numbers(self) -> tuple[str, ...]:
        """The projects of the lines, each once, in their order."""
        numbers = (line.project_number for line in self.lines)
        return tuple(dict.fromkeys(each for each in numbers if each is not None))

    @property
    def deposits(self) -> tuple[str, ...]:
        """The numbers of all deposits that it deducts, with their tax or without."""
        return tuple(each.number for each in self._before)

    def rounded_to(self, step: Number) -> Self:
        """Give the same with a rounding amount, so that what is due can be paid so.

        A multiple of *step* is due then, such as 0.05 for francs; half up.
        """
        bare = evolve(self, rounding=None)
        due, smallest = bare.totals.due, payable(step)
        steps = rounded_fraction(
            Fraction(due.amount) / Fraction(smallest), 0, Rounding.HALF_UP
        )
        return evolve(bare, rounding=(Money(smallest, due.currency) * steps - due))

    @property
    def exchange_rates(self) -> tuple[ExchangeRate, ...]:
        """What prices were converted by, each rate once, in the order of the lines."""
        return exchange_rates(self.lines)

    def claims(self, holder: str) -> tuple[Claim, ...]:
        """Give what it bills of each task, as the document that *holder* names."""
        return tuple(claims_of(self.lines, holder))

    @property
    def _before(self) -> tuple[Deduction | Prepayment, ...]:
        return self.deductions + self.prepayments

    def _check_deposits(self) -> None:
        check_once(self._before)
        for each in self._before:
            self._check(each.currency)
        check_covered(self.deposits, self.totals)

    def _check(self, found: Currency) -> None:
        if found != self.currency:
            raise CurrencyMismatchError(self.currency, found)


def exchange_rates(lines: Iterable[InvoiceLine]) -> tuple[ExchangeRate, ...]:
    """Give what prices of lines were converted by, each rate once, in their order."""
    agreed = (line.terms.agreed for line in lines)
    rates = (each.exchange for each in agreed if each is not None)
    return tuple(dict.fromkeys(rate for rate in rates if rate is not None))
