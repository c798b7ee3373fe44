"""The part of `Invoicing` that is about quotes, from the draft to what is billed."""

from datetime import date

from attrs import field, frozen

from flowfit_invoicing.documents import (
    Accepted,
    InvoiceDraft,
    Numbers,
    Quote,
    QuoteState,
    Refused,
    numbers_of,
    quote_state,
)
from flowfit_invoicing.doors import day, of_type, one_of_type, tuple_of
from flowfit_invoicing.pricing import PricingEngine, WorkComparison, compare_to_work
from flowfit_invoicing.work import Project

from . import billing, carrying, depositing, proposing, quoting
from .post import Post


@frozen(kw_only=True, eq=False)
class Quotes(Post):
    """What a person does about quotes, for one seller."""

    engine: PricingEngine = field(validator=of_type(PricingEngine))
    numbers: Numbers = field(converter=numbers_of)

    def create_quote(self, project: Project, *more: Project) -> InvoiceDraft:
        """Propose a draft to quote all tasks of projects, completed or not.

        Tasks that are billed already are left out. Nothing is kept yet.

        Raises:
            InvalidValueError, TaskAlreadyBilledError, TaxUndeterminedError,
                UnpricedTasksError: As `create_invoice` does.
        """
        return self._proposed((project, *more), in_progress=True)

    def issue_quote(
        self,
        draft: InvoiceDraft,
        valid_until: date,
        *,
        on: date | None = None,
        by: str | None = None,
    ) -> Quote:
        """Number and date a quote of a draft; its tasks stay free to be billed.

        The draft of a revision replaces the earlier quote, which is kept. Issuing the
        same saved draft again gives the same quote. *by* is who issues it.

        Raises:
            InvalidValueError: If it would be valid until a day before it was issued.
            QuoteStateError: If the quote that it revises was accepted or replaced.
            EmptyDraftError: If it has no line.
            FutureDateError, ClosedPeriodError: If no document may have the day *on*.
            ConflictError: If it was changed or issued by somebody else, its taxes or
                exchange rates are no longer those of the day, or the series has a
                document of a later day.
        """
        with self.store.transaction() as transaction:
            return quoting.issue_quote(
                one_of_type(InvoiceDraft, draft),
                transaction,
                valid_until=day(valid_until),
                engine=self.engine,
                taxes=self.taxes,
                numbers=self.numbers,
                on=self._day(on),
                today=self._today(),
                by=by,
            )

    def accept_quote(
        self,
        quote: Quote,
        *,
        by: str | None = None,
        purchase_order: str | None = None,
        on: date | None = None,
    ) -> Accepted:
        """Note that the client has accepted a quote, today or on a day before.

        Raises:
            QuoteStateError: If it is closed: accepted, refused, expired or replaced.
            ConflictError: If the store does not have this quote.
            InvalidValueError, FutureDateError: If the day is before the quote or to
                come.
        """
        event = Accepted(on=self._day(on), by=by, purchase_order=purchase_order)
        self._answer(quote, event)
        return event

    def refuse_quote(
        self,
        quote: Quote,
        *,
        by: str | None = None,
        reason: str | None = None,
        on: date | None = None,
    ) -> Refused:
        """Note that the client has refused a quote, today or on a day before.

        Raises:
            QuoteStateError, ConflictError, InvalidValueError, FutureDateError: As
                `accept_quote` does.
        """
        event = Refused(on=self._day(on), by=by, reason=reason)
        self._answer(quote, event)
        return event

    def revise_quote(self, quote: Quote, *projects: Project) -> InvoiceDraft:
        """Propose a revision of a quote: as it was, or of *projects* as they are now.

        What a person has put on the earlier quote is on its revision too: lines typed
        in, what was agreed about others, descriptions, taxes set by hand, references.
        A quantity or a net amount that was agreed holds if the work counts as it did.
        `issue_quote` then makes it a quote in place of the earlier one.

        Raises:
            QuoteStateError: If it was accepted or replaced.
            ConflictError: If the store does not have this quote.
            InvalidValueError, TaskAlreadyBilledError, TaxUndeterminedError,
                UnpricedTasksError: As `create_quote` does.
        """
        today = self._today()
        with self.store.reading() as transaction:
            draft = quoting.revised(
                one_of_type(Quote, quote), transaction, taxes=self.taxes, on=today
            )
        if not projects:
            return draft
        return carrying.with_what_was_said(self.create_quote(*projects), quote)

    def quote_state(self, quote: Quote, on: date | None = None) -> QuoteState:
        """Tell what a quote is today, or on a day.

        Raises:
            ConflictError: If the store does not have this quote.
        """
        with self.store.reading() as transaction:
            events = quoting.events_of(one_of_type(Quote, quote), transaction)
        return quote_state(quote, events, self._day(on))

    def bill_as_quoted(self, quote: Quote) -> InvoiceDraft:
        """Propose a draft that bills an accepted quote at the prices that it has.

        Taxes are those of today, and the purchase order is the one it was accepted
        with. All deposits of its projects are deducted. `save` reserves its tasks.

        Raises:
            QuoteStateError: If it was not accepted.
            TaskAlreadyBilledError: If one of its tasks is on another draft or invoice.
            ConflictError: If the store does not have this quote, or it is billed.
            DepositTooLargeError: If deposits are more than the draft.
            TaxUndeterminedError: If the taxes cannot be determined.
        """
        today = self._today()
        with self.store.reading() as transaction:
            draft = billing.bill_as_quoted(
                one_of_type(Quote, quote), transaction, taxes=self.taxes, on=today
            )
            return depositing.settled(draft, transaction, None)

    def bill_as_done(
        self, quote: Quote, project: Project, *more: Project, in_progress: bool = False
    ) -> InvoiceDraft:
        """Propose a draft that bills the work of an accepted quote as it was done.

        It is what `create_invoice` proposes, with the purchase order that the quote was
        accepted with, and what a person has put on the quote: prices that were agreed,
        how lines are described, taxes set by hand, notes and references. Units are
        those that were done, whatever count was agreed, and a net amount holds for the
        count that it was agreed for. `compare_to_work` tells what that makes. Lines
        that were typed in, and allowances and charges of a sum, come only if no other
        draft or invoice bills the quote; save one before the next is proposed.

        Raises:
            InvalidValueError: If the quote has other projects than these.
            QuoteStateError: If it was not accepted.
            ConflictError: If the store does not have this quote.
            InvalidValueError, TaskAlreadyBilledError, TaxUndeterminedError,
                UnpricedTasksError: As `create_invoice` does.
        """
        today = self._today()
        projects = tuple_of(Project, (project, *more))
        billing.check_quoted(one_of_type(Quote, quote), projects)
        draft = self._proposed(
            projects, in_progress=in_progress, quoted_on=quote.issue_date
        )
        with self.store.reading() as transaction:
            draft = billing.with_what_was_agreed(draft, quote, transaction, today)
            return depositing.settled(draft, transaction, None)

    def compare_to_work(
        self, quote: Quote, project: Project, *more: Project
    ) -> WorkComparison:
        """Compare what was quoted with what was done, line by line.

        Raises:
            UnpricedTasksError: With all that is wrong with any of the tasks.
            CurrencyMismatchError: If the work is priced in another currency.
        """
        quoted_on = one_of_type(Quote, quote).issue_date
        engine = self.engine.at(self._today(), quoted_on=quoted_on)
        return compare_to_work(quote, project, *more, engine=engine)

    def _answer(self, quote: Quote, event: Accepted | Refused) -> None:
        today = self._today()
        with self.store.transaction() as transaction:
            quoting.answer(one_of_type(Quote, quote), event, transaction, today=today)

    def _proposed(
        self,
        projects: tuple[Project, ...],
        *,
        in_progress: bool,
        quoted_on: date | None = None,
    ) -> InvoiceDraft:
        return proposing.create_invoice(
            tuple_of(Project, projects),
            in_progress=in_progress,
            seller=self.seller,
            engine=self.engine,
            taxes=self.taxes,
            store=self.store,
            today=self._today(),
            quoted_on=quoted_on,
        )
