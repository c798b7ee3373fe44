"""Credit notes: what takes an invoice back, in whole or in part (type 381)."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from attrs import evolve, field, frozen

from flowfit_invoicing.documents.bills import Bill, parts_of
from flowfit_invoicing.documents.claims import Claim
from flowfit_invoicing.documents.issued import Issued
from flowfit_invoicing.documents.lines.lines import InvoiceLine
from flowfit_invoicing.documents.totals import Totals
from flowfit_invoicing.doors import day, of_type, refused, tuple_of
from flowfit_invoicing.text import LocalizedText, localized

from .events import Credited
from .preceding import PrecedingInvoice
from .remainders import line_credit_of


def _check_units(line: InvoiceLine) -> None:
    """Make sure that a line credits as many units as it has, or an amount."""
    units = line_credit_of(line).quantity
    if units not in (0, line.amount):
        raise refused(str(units), f"expected a line that credits its {line.quantity}")


def _claims(value: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple_of(Claim, value)


@frozen(kw_only=True)
class CreditNote(Issued):
    """A document that credits lines of an invoice; its amounts are above zero.

    It has the taxes and the prices of the invoice, not those of its own day. Each line
    says which line of the invoice it credits (`LineDetails.credits`).
    """

    kind: ClassVar[str] = "credit-note"
    type_code: ClassVar[str] = "381"
    """Of UNTDID 1001 (BT-3)."""

    preceding: PrecedingInvoice = field(validator=of_type(PrecedingInvoice))
    """The invoice, and what was credited of it before."""

    reason: LocalizedText = field(converter=localized)
    frees: tuple[Claim, ...] = field(converter=_claims, default=())
    """What the invoice bills of its tasks, and may now be billed again."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        for line in self.lines:
            _check_units(line)
        if self.issue_date < self.invoice_date:
            raise refused(
                self.issue_date, f"expected a day from {self.invoice_date} on"
            )

    @property
    def invoice_number(self) -> str:
        """The number of the invoice (BT-25)."""
        return self.preceding.number

    @property
    def invoice_date(self) -> date:
        """The day of the invoice (BT-26)."""
        return self.preceding.issue_date

    @property
    def totals(self) -> Totals:
        """What it adds up to, with all that was credited before."""
        return self.preceding.credited_totals(super().totals)

    def credited(self, by: str | None = None) -> Credited:
        """Give the event that tells its invoice of it; *by* is who has issued it."""
        totals = self.totals
        return Credited(
            on=self.issue_date,
            by=by,
            number=self.number,
            amount=totals.due,
            net=totals.net,
            taxes=totals.taxes,
        )

    def claims(self, holder: str) -> tuple[Claim, ...]:
        """Give what it gives back of tasks, as claims below zero."""
        return tuple(
            evolve(each, holder=holder, amount=each.amount.copy_negate())
            for each in self.frees
        )

    __str__ = Issued.__str__


@frozen(kw_only=True)
class CreditNoteDraft(Bill):
    """A credit note without a number; `credit` makes it, `issue` ends it."""

    kind: ClassVar[str] = CreditNote.kind

    preceding: PrecedingInvoice = field(validator=of_type(PrecedingInvoice))
    reason: LocalizedText = field(converter=localized)
    frees: tuple[Claim, ...] = field(converter=_claims, default=())

    @property
    def totals(self) -> Totals:
        """What it adds up to, with all that was credited before."""
        return self.preceding.credited_totals(super().totals)

    def issue(self, number: str, issue_date: date) -> CreditNote:
        """Give it its number and day, which nothing changes any more.

        Raises:
            InvalidValueError: If the day is before that of the invoice.
        """
        parts = parts_of(self, CreditNoteDraft)
        return CreditNote(**parts, number=number, issue_date=day(issue_date))
