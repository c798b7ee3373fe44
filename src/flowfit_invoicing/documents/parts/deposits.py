"""Deposits: money asked for before the work, and what becomes of it.

Where a deposit is taxed when it is paid, it is an `Invoice` of type 386. Where it is
taxed when it is applied, as in Canada (Excise Tax Act, s. 168(9)), it is a `Deposit`:
no tax invoice, and the money is only held.
"""

from datetime import date
from typing import ClassVar

from attrs import field, frozen

from flowfit_invoicing.documents.invoices import Invoice
from flowfit_invoicing.documents.issued import Issued
from flowfit_invoicing.documents.lines.details import LineDetails
from flowfit_invoicing.documents.lines.lines import InvoiceLine
from flowfit_invoicing.documents.lines.origins import ProjectRef
from flowfit_invoicing.doors import day, refused
from flowfit_invoicing.locales import LANGUAGES, formatter
from flowfit_invoicing.money import Money
from flowfit_invoicing.tax import Tax

from .deductions import Deduction, Prepayment


@frozen(kw_only=True)
class Deposit(Issued):
    """A request for money before the work, without any tax: no tax invoice."""

    kind: ClassVar[str] = "deposit"

    due_date: date = field(converter=day)
    """The last day on which payment is in time."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.totals.taxes:
            raise refused(self.totals.taxes, "expected a deposit without taxes")

    @property
    def amount(self) -> Money:
        """What is asked for."""
        return self.totals.due

    __str__ = Issued.__str__


def deposit_line(
    amount: Money,
    project: ProjectRef,
    *,
    taxed: bool,
    taxes: tuple[Tax, ...] | None = None,
) -> InvoiceLine:
    """Make the line that asks for a deposit for a project, with its tax or without.

    *taxes* are its own, where work of the project is not taxed as the document is.
    """
    code, number = "deposit-invoice-for" if taxed else "deposit-for", project.number
    texts = {each: formatter(each).label(code, project=number) for each in LANGUAGES}
    line = InvoiceLine.of(texts, amount)
    return InvoiceLine(
        line.terms, project=project, details=LineDetails(1, texts, taxes)
    )


def deducted(deposit: Invoice) -> Deduction:
    """Give what is deducted for a deposit that was taxed: its net and its taxes."""
    totals = deposit.totals
    return Deduction(deposit.number, deposit.issue_date, totals.net, totals.taxes)


def prepaid(deposit: Deposit) -> Prepayment:
    """Give what was paid for a deposit without tax."""
    return Prepayment(deposit.number, deposit.issue_date, deposit.amount)
