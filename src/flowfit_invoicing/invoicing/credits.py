"""The part of `Invoicing` that is about credit notes: what is taken back."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from flowfit_invoicing.documents import Asked, CreditNote, Freeing, Invoice, Reason
from flowfit_invoicing.doors import one_of_type

from . import crediting
from .quotes import Quotes


@frozen(kw_only=True, eq=False)
class Credits(Quotes):
    """What a person takes back of invoices, for one seller."""

    def credit(
        self,
        invoice: Invoice,
        reason: Reason,
        lines: Mapping[int, Asked] | None = None,
        *,
        free_tasks: Freeing = False,
        on: date | None = None,
        by: str | None = None,
    ) -> CreditNote:
        """Issue a credit note for an invoice, or for so much of chosen *lines*.

        What `lines` and `free_tasks` may be is said at `credit`, which makes the same
        note as a preview. *by* is who credits it.

        Raises:
            OverCreditError: If a line has less left than is asked for.
            NothingToCreditError: If the invoice, or a line, has nothing left.
            InvalidValueError: If what is asked for makes no sense, or the day is before
                that of the invoice.
            FutureDateError: If the day is still to come.
            ClosedPeriodError: If the books are closed for the day.
            ConflictError: If the store does not have this invoice, or the series has a
                document of a later day.
        """
        one_of_type(Invoice, invoice)
        with self.store.transaction() as transaction:
            draft = crediting.propose(
                invoice, reason, lines, transaction, free_tasks=free_tasks
            )
            return crediting.issue(
                draft,
                transaction,
                numbers=self.numbers,
                on=self._day(on),
                today=self._today(),
                by=by,
            )

    def cancel(
        self,
        invoice: Invoice,
        reason: Reason,
        *,
        free_tasks: Freeing = False,
        on: date | None = None,
        by: str | None = None,
    ) -> CreditNote:
        """Issue a credit note for all that is left of an invoice.

        Its tasks stay billed, unless they are freed to be billed again.

        Raises:
            NothingToCreditError: If all of it is credited already.
            ClosedPeriodError, ConflictError, FutureDateError, InvalidValueError: As
                `credit` does.
        """
        return self.credit(invoice, reason, free_tasks=free_tasks, on=on, by=by)

    def credit_notes(self, invoice: Invoice) -> tuple[CreditNote, ...]:
        """Give the credit notes of an invoice, the first one first.

        Raises:
            ConflictError: If the store does not have this invoice.
        """
        with self.store.reading() as transaction:
            return crediting.credit_notes(one_of_type(Invoice, invoice), transaction)
