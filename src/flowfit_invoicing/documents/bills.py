"""What all documents have in common."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, tuple_of
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import EXACT, Currency, ExchangeRate, currency
from flowfit_invoicing.parties import Client, Contact, Party, optional_addresses
from flowfit_invoicing.tax import Tax, taxes
from flowfit_invoicing.text import optional_line, optional_tag, several_lines

from .adjustments import Allowance, Charge
from .claims import Claim, claims_of
from .groups import Grouping, LineGroup, grouping, groups_of
from .lines import InvoiceLine, TaskKey
from .percentages import Agreed, Nets, several_agreed, worked_out
from .periods import Period
from .totals import Totals, totals_of


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

    notes: str = field(converter=several_lines, default="")
    """What the client reads (BT-22)."""

    internal_notes: str = field(converter=several_lines, default="")
    """What the agency says among its own people; never on the document."""

    purchase_order: str | None = field(converter=optional_line, default=None)
    """The client's own number of the order (BT-13)."""

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
        if self.client.currency is not None:
            self._check(self.client.currency)
        for line in self.lines:
            self._check(line.terms.currency)
        for each in self.adjustments:
            if isinstance(each, Allowance | Charge):
                self._check(each.amount.currency)

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
    def groups(self) -> tuple[LineGroup, ...]:
        """The lines as they stand on paper, which changes no amount."""
        return groups_of(self.lines, self.grouping)

    @property
    def totals(self) -> Totals:
        """What it adds up to."""
        return totals_of(
            self.lines, self.allowances_and_charges, self.taxes, self.currency
        )

    @property
    def tasks(self) -> tuple[TaskKey, ...]:
        """All tasks that are billed, each once, in the order of the lines."""
        return tuple(dict.fromkeys(task for line in self.lines for task in line.tasks))

    @property
    def project_numbers(self) -> tuple[str, ...]:
        """The projects of the lines, each once, in the order of the lines."""
        numbers = (line.project_number for line in self.lines)
        return tuple(dict.fromkeys(each for each in numbers if each is not None))

    @property
    def exchange_rates(self) -> tuple[ExchangeRate, ...]:
        """What prices were converted by, each rate once, in the order of the lines."""
        agreed = (line.terms.agreed for line in self.lines)
        rates = (each.exchange for each in agreed if each is not None)
        return tuple(dict.fromkeys(rate for rate in rates if rate is not None))

    def claims(self, holder: str) -> tuple[Claim, ...]:
        """Give what it bills of each task, as the document that *holder* names."""
        return tuple(claims_of(self.lines, holder))

    def _nets(self) -> Nets:
        nets: dict[tuple[Tax, ...] | None, Decimal] = {}
        for line in self.lines:
            own = None if line.taxes == self.taxes else line.taxes
            nets[own] = EXACT.add(nets.get(own, Decimal(0)), line.net)
        return nets

    def _check(self, found: Currency) -> None:
        if found != self.currency:
            raise CurrencyMismatchError(self.currency, found)
