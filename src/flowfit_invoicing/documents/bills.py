"""What all documents have in common."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from attrs import evolve, field, fields, frozen

from flowfit_invoicing.doors import of_type, tuple_of
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import (
    EXACT,
    Currency,
    ExchangeRate,
    Money,
    Number,
    Rounding,
    currency,
    rounded_fraction,
)
from flowfit_invoicing.parties import Client, Contact, Party, optional_addresses
from flowfit_invoicing.tax import Tax, taxes
from flowfit_invoicing.text import optional_line, optional_tag, several_lines

from .claims import Claim, claims_of
from .groups import Grouping, LineGroup, grouping, groups_of
from .lines.adjustments import Allowance, Charge
from .lines.lines import InvoiceLine, TaskKey
from .parts.deductions import (
    Deduction,
    Prepayment,
    check_once,
    deductions,
    optional_rounding,
    payable,
    prepayments,
)
from .percentages import Agreed, Nets, several_agreed, worked_out
from .periods import Period
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

    adjustments: tuple[Agreed, ...] = field(converter=several_agreed, default=())
    """What is agreed on the whole beside its lines, by amount or by percent."""

    deductions: tuple[Deduction, ...] = field(converter=deductions, default=())
    """Invoices for deposits that were taxed, deducted with their taxes (BG-3)."""

    prepayments: tuple[Prepayment, ...] = field(converter=prepayments, default=())
    """Deposits that were paid without tax (BT-113)."""

    rounding: Money | None = field(converter=optional_rounding, default=None)
    """What is added to make the amount due payable (BT-114)."""

    notes: str = field(converter=several_lines, default="")
    """What the client reads (BT-22)."""

    internal_notes: str = field(converter=several_lines, default="")
    """What the agency says among its own people; never on the document."""

    purchase_order: str | None = field(converter=optional_line, default=None)
    """The client's own number of the order (BT-13)."""

    quote_number: str | None = field(converter=optional_line, default=None)
    """The quote that it bills, or that it revises if it is one itself."""

    client_reference: str | None = field(converter=optional_line, default=None)
    """Whatever the client wants to know the document by (BT-10)."""

    cost_centre: str | None = field(converter=optional_line, default=None)
    """Where the client books it (BT-19)."""

    contact: Contact | None = field(
        validator=of_type(Contact, optional=True), default=None
    )
    """Whose attention it is for; None is the client's first contact."""

    period: Period | None = field(
        validator=of_type(Period, optional=True), default=None
    )
    """When the services were rendered (BG-14)."""

    language: str | None = field(converter=optional_tag, default=None)
    """A tag of BCP 47; None is the client's language."""

    grouping: Grouping = field(converter=grouping, default="task")
    """How lines stand on paper: by task, service or project."""

    recipients: tuple[str, ...] | None = field(
        converter=optional_addresses, default=None
    )
    """Addresses that it is mailed to; None is those of the client."""

    cc: tuple[str, ...] | None = field(converter=optional_addresses, default=None)
    """Addresses that get a copy of the mail; None is those of the client."""

    def __attrs_post_init__(self) -> None:
        for found in self._currencies():
            if found != self.currency:
                raise CurrencyMismatchError(self.currency, found)
        if self.before_it:
            check_once(self.before_it)
            check_covered(self.deposits, self.totals)

    @property
    def buyer(self) -> Party:
        """Who is billed: the client's party."""
        return self.client.party

    @property
    def locale(self) -> str:
        """The language that it is written in: its own, else the client's."""
        return self.client.language if self.language is None else self.language

    @property
    def attention(self) -> Contact | None:
        """Whose attention it is for (BG-9)."""
        return self.contact or next(iter(self.client.contacts), None)

    @property
    def mail_to(self) -> tuple[str, ...]:
        """Addresses that it is mailed to; none if nobody knows one."""
        return self.client.mail_to if self.recipients is None else self.recipients

    @property
    def mail_cc(self) -> tuple[str, ...]:
        """Addresses that get a copy, without those that it is mailed to."""
        several = self.client.cc if self.cc is None else self.cc
        return tuple(each for each in several if each not in self.mail_to)

    @property
    def allowances_and_charges(self) -> tuple[Allowance | Charge, ...]:
        """Allowances and charges on the whole as amounts (BG-20, BG-21).

        Percentages are worked out here, of what the lines come to by now.
        """
        return tuple(worked_out(self.adjustments, self._nets(), self.currency))

    @property
    def before_it(self) -> tuple[Deduction | Prepayment, ...]:
        """What was billed or paid before it, as it deducts it."""
        return (*self.deductions, *self.prepayments)

    @property
    def groups(self) -> tuple[LineGroup, ...]:
        """The lines as they stand on paper, which changes no amount."""
        return groups_of(self.lines, self.grouping)

    @property
    def totals(self) -> Totals:
        """What it adds up to."""
        settled = Settled(self.deductions, self.prepayments, self.rounding)
        return totals_of(
            self.lines,
            self.allowances_and_charges,
            self.taxes,
            self.currency,
            settled,
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
        return tuple(each.number for each in self.before_it)

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

    def _currencies(self) -> Iterator[Currency]:
        """Give the currencies of all that is billed, agreed or settled."""
        if self.client.currency is not None:
            yield self.client.currency
        yield from (line.terms.currency for line in self.lines)
        for each in self.adjustments:
            if isinstance(each, Allowance | Charge):
                yield each.amount.currency
        yield from (each.currency for each in self.before_it)
        if self.rounding is not None:
            yield self.rounding.currency

    def _nets(self) -> Nets:
        nets: dict[tuple[Tax, ...] | None, Decimal] = {}
        for line in self.lines:
            own = None if line.taxes == self.taxes else line.taxes
            nets[own] = EXACT.add(nets.get(own, Decimal(0)), line.net)
        return nets


def parts_of(bill: Bill, kind: type[Bill] = Bill) -> dict[str, Any]:
    """Give what a document has of a *kind*, by name, to make another of it."""
    return {part.name: getattr(bill, part.name) for part in fields(kind)}


def exchange_rates(lines: Iterable[InvoiceLine]) -> tuple[ExchangeRate, ...]:
    """Give what prices of lines were converted by, each rate once, in their order."""
    return tuple(dict.fromkeys(rate for line in lines for rate in _rates(line)))


def _rates(line: InvoiceLine) -> Iterator[ExchangeRate]:
    """Give what the price of a line, or the sum of a fee, was converted by."""
    agreed, details = line.terms.agreed, line.details
    if agreed is not None and agreed.exchange is not None:
        yield agreed.exchange
    if details is not None and details.basis is not None:
        yield from (each.exchange for each in details.basis.conversions)
