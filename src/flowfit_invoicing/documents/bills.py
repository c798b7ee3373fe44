"""What a draft and an invoice have in common."""

from collections.abc import Iterable

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, tuple_of
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import Currency, ExchangeRate, currency
from flowfit_invoicing.parties import Client, Party
from flowfit_invoicing.tax import Tax, taxes
from flowfit_invoicing.text import optional_line, several_lines

from .adjustments import Allowance, Charge, adjustments
from .claims import Claim, claims_of
from .lines import InvoiceLine, TaskKey
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

    adjustments: tuple[Allowance | Charge, ...] = field(
        converter=adjustments, default=()
    )
    """Allowances and charges on the whole (BG-20, BG-21), taxed as it is."""

    notes: str = field(converter=several_lines, default="")
    purchase_order: str | None = field(converter=optional_line, default=None)

    def __attrs_post_init__(self) -> None:
        if self.client.currency is not None:
            self._check(self.client.currency)
        for line in self.lines:
            self._check(line.terms.currency)
        for adjustment in self.adjustments:
            self._check(adjustment.amount.currency)

    @property
    def buyer(self) -> Party:
        """Who is billed: the client's party."""
        return self.client.party

    @property
    def totals(self) -> Totals:
        """What it adds up to."""
        return totals_of(self.lines, self.adjustments, self.taxes, self.currency)

    @property
    def tasks(self) -> tuple[TaskKey, ...]:
        """All tasks that are billed, each once, in the order of the lines."""
        return tuple(dict.fromkeys(task for line in self.lines for task in line.tasks))

    @property
    def project_numbers(self) -> tuple[str, ...]:
        """The projects of the tasks, each once, in the order of the lines."""
        return tuple(dict.fromkeys(project for project, _ in self.tasks))

    @property
    def exchange_rates(self) -> tuple[ExchangeRate, ...]:
        """What prices were converted by, each rate once, in the order of the lines."""
        return exchange_rates(self.lines)

    def claims(self, holder: str) -> tuple[Claim, ...]:
        """Give what it bills of each task, as the document that *holder* names."""
        return tuple(claims_of(self.lines, holder))

    def _check(self, found: Currency) -> None:
        if found != self.currency:
            raise CurrencyMismatchError(self.currency, found)


def exchange_rates(lines: Iterable[InvoiceLine]) -> tuple[ExchangeRate, ...]:
    """Give what prices of lines were converted by, each rate once, in their order."""
    agreed = (line.terms.agreed for line in lines)
    rates = (each.exchange for each in agreed if each is not None)
    return tuple(dict.fromkeys(rate for rate in rates if rate is not None))
