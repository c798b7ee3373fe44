"""`Invoicing`: the front door of the use cases."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from attrs import field, frozen

from flowfit_invoicing.documents import (
    Accepted,
    Invoice,
    InvoiceDraft,
    Issued,
    Numbers,
    Preview,
    Quote,
    QuoteState,
    Refused,
    numbers_of,
    quote_state,
)
from flowfit_invoicing.doors import (
    day,
    of_type,
    one_of_type,
    refused,
    role,
    tuple_of,
    whole_number,
)
from flowfit_invoicing.errors import ConflictError, DeliveryError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.parties import Client, Party
from flowfit_invoicing.ports import (
    InvoiceRenderer,
    InvoiceSender,
    InvoiceStore,
    Letter,
    QueuedMessage,
    Receipt,
    RenderedDocument,
    Transaction,
)
from flowfit_invoicing.pricing import (
    PricingEngine,
    ProjectToInvoice,
    WorkComparison,
    compare_to_work,
)
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.work import Project

from . import (
    batches,
    billing,
    checking,
    clock,
    closing,
    issuing,
    listing,
    proposing,
    quoting,
    refreshing,
    saving,
    writing,
)
from .choosing import Choice, Order
from .delivering import Delivery, Postman


def _letter(value: Letter | None) -> Letter:
    return writing.plain_letter if value is None else value


def _now(value: Callable[[], datetime] | None) -> Callable[[], datetime]:
    return clock.now if value is None else value


@frozen(kw_only=True, eq=False)
class Invoicing:
    """All that a person does about invoices, for one seller.

    A `seller` has an address, an e-mail and tax ids. The `engine` prices, `taxes` are
    the rules of a regime such as `tax.canada()`, `numbers` is a pattern such as
    `F-%YYYY%-%SEQ%`, or one for each kind of document (`Numbers`). `store`, `renderer`
    and `sender` are yours, or those of the rooms `storage`, `rendering` and `sending`.
    `today` gives the seller's day, which dates and numbers documents; `now` the moment,
    for messages and their tries only. `letter` writes the mails, if not in our words.
    """

    seller: Party = field(validator=of_type(Party))
    engine: PricingEngine = field(validator=of_type(PricingEngine))
    taxes: TaxRules = field(validator=role("taxes_for"))
    store: InvoiceStore = field(validator=role("transaction"))
    renderer: InvoiceRenderer = field(validator=role("render"))
    sender: InvoiceSender = field(validator=role("send"))
    numbers: Numbers = field(converter=numbers_of)
    today: Callable[[], date] = field(validator=role("__call__"))
    now: Callable[[], datetime] = field(
        converter=_now, validator=role("__call__"), default=None
    )
    letter: Letter = field(converter=_letter, validator=role("__call__"), default=None)

    def projects_to_invoice(
        self,
        projects: Iterable[Project],
        *,
        client: Client | str | None = None,
        min_age: int | None = None,
        language: str | None = None,
        ready: bool | None = None,
        order: Order = "given",
    ) -> tuple[ProjectToInvoice, ...]:
        """Give a row for each project with a completed, billable task that is free.

        Only those of a *client* or its code, those whose last task was completed at
        least *min_age* days ago, those whose client reads a *language* (`fr` is
        `fr-CA` too), or those that are *ready* or not, where it is asked for. They come
        in the *order* of the projects, or the oldest first (`age`), or by the code of
        the `client`.

        Raises:
            InvalidValueError: If what is asked for cannot be.
        """
        choice = Choice(
            client=client,
            min_age=min_age,
            language=language,
            ready=ready,
            order=order,
        )
        found = listing.projects_to_invoice(
            choice.of_projects(tuple_of(Project, projects)),
            seller=self.seller,
            engine=self.engine,
            taxes=self.taxes,
            store=self.store,
            today=day(self.today()),
        )
        return choice.of_rows(found)

    def create_invoices(
        self,
        rows: Iterable[ProjectToInvoice],
        group_by: batches.GroupBy = "client",
    ) -> batches.InvoiceRun:
        """Propose a draft for each `client`, `purchase_order` or `project` of *rows*.

        A client whose projects are in two currencies or languages gets two drafts. If
        one row of a group is not ready, there is no draft for the group, and the run
        says why; leave it out to bill the others. Nothing is kept yet.

        Raises:
            InvalidValueError: If these are no rows, or nobody groups by that.
        """
        groups = batches.grouped(rows, group_by, self.engine)
        return batches.create_invoices(groups, self.create_invoice)

    def create_invoice(
        self, project: Project, *more: Project, in_progress: bool = False
    ) -> InvoiceDraft:
        """Propose a draft for the completed tasks of projects; nothing is kept yet.

        With *in_progress*, tasks that are not completed are billed too. Tasks that are
        on another draft or invoice are left out. If nothing is completed, the draft has
        no line, and waits for what a person types in.

        Raises:
            InvalidValueError: If a project has no client, or they have two.
            TaskAlreadyBilledError: If all that could be billed is billed already.
            UnpricedTasksError: With all that is wrong with any of the tasks.
            TaxUndeterminedError: If the taxes cannot be determined.
        """
        return self._proposed((project, *more), in_progress=in_progress)

    def refresh(
        self, draft: InvoiceDraft, project: Project, *more: Project
    ) -> refreshing.RefreshedDraft:
        """Bring a draft up to date with the work and the rates of today.

        What comes back is not saved: the new draft, and how it differs line by line
        (new, gone, other count, rate, adjustment or tax). Lines that were typed in or
        agreed stay, and are told where their work has changed; so do descriptions and
        taxes that were set by hand. Give all projects of the draft as they are now.
        Tasks completed since are added, unless another draft or invoice has them.

        Raises:
            InvalidValueError: If a project of the draft is missing or given twice, one
                has no client, or they have two.
            ConflictError: If it was changed by somebody else meanwhile, or is issued.
            UnpricedTasksError: With all that is wrong with any of the tasks.
            TaxUndeterminedError: If the taxes cannot be determined.
        """
        with self.store.transaction() as transaction:
            return refreshing.refresh(
                one_of_type(InvoiceDraft, draft),
                tuple_of(Project, (project, *more)),
                engine=self.engine,
                taxes=self.taxes,
                transaction=transaction,
                today=day(self.today()),
            )

    def save(self, draft: InvoiceDraft) -> InvoiceDraft:
        """Keep a draft and reserve its tasks; go on with the draft that comes back.

        Raises:
            ConflictError: If it was changed by somebody else meanwhile, or is issued.
            TaskAlreadyBilledError: If a task is on another draft or invoice.
        """
        with self.store.transaction() as transaction:
            return saving.save(one_of_type(InvoiceDraft, draft), transaction)

    def save_all(self, drafts: Iterable[InvoiceDraft]) -> tuple[InvoiceDraft, ...]:
        """Keep several drafts, such as those of a run: all of them or none.

        Raises:
            ConflictError, TaskAlreadyBilledError: As `save` does; then none is kept.
        """
        several = tuple_of(InvoiceDraft, drafts)
        with self.store.transaction() as transaction:
            return tuple(saving.save(draft, transaction) for draft in several)

    def discard(self, draft: InvoiceDraft) -> None:
        """Forget a draft and free its tasks.

        Raises:
            ConflictError: If it was changed by somebody else meanwhile, or is issued.
        """
        with self.store.transaction() as transaction:
            saving.discard(one_of_type(InvoiceDraft, draft), transaction)

    def check(self, draft: InvoiceDraft, *projects: Project) -> tuple[Finding, ...]:
        """Give all that is wrong or doubtful about a draft today; nothing is raised.

        That is what `InvoiceDraft.check` finds, and what only the books and the rules
        know: tasks that somebody else has, taxes and exchange rates that are no longer
        those of the day, a draft that was changed or issued meanwhile. An error keeps
        it from being issued, a warning does not. With all its *projects* as they are
        now, it is told too where it is older than its work; `refresh` mends that.
        """
        with self.store.transaction() as transaction:
            findings = checking.check(
                one_of_type(InvoiceDraft, draft),
                tuple_of(Project, projects),
                transaction,
                engine=self.engine,
                taxes=self.taxes,
                today=day(self.today()),
            )
            return tuple(findings)

    def preview(
        self, draft: InvoiceDraft, *, on: date | None = None, locale: str | None = None
    ) -> RenderedDocument:
        """Render a draft as it would be issued today, or on a day, marked as a draft.

        It has no number; nothing is kept, and nothing is checked. *locale* is that of
        the document, unless another is given.
        """
        preview = Preview.of(one_of_type(InvoiceDraft, draft), on or self.today())
        rendered = self.renderer.render(preview, locale or preview.locale)
        return one_of_type(RenderedDocument, rendered)

    def issue(self, draft: InvoiceDraft, *, on: date | None = None) -> Invoice:
        """Number and date an invoice of a draft, which nothing changes any more.

        It gets the day of today, or one before. Issuing the same saved draft again
        gives the same invoice.

        Raises:
            FutureDateError: If the day is still to come.
            ClosedPeriodError: If the books are closed for the day.
            EmptyDraftError: If it has no line.
            IncompleteDraftError: If something else is missing, with all that is: a
                purchase order that the client asks for.
            ConflictError: If it was changed by somebody else, its taxes or exchange
                rates are no longer those of the day, or the series has a document of
                a later day.
            ExchangeRateMissingError: If nobody knows the exchange rate of the day.
            TaskAlreadyBilledError: If a task is on another draft or invoice.
        """
        with self.store.transaction() as transaction:
            return self._issued(one_of_type(InvoiceDraft, draft), transaction, on)

    def send(self, invoice: Invoice | Quote) -> Receipt:
        """Send what is issued: the message that still waits for it, else a new one.

        Raises:
            ConflictError: If the store does not have this invoice, or this quote.
            NoRecipientError: If there is no address to mail to or from.
            DeliveryError: If it could not be delivered and stays queued, or somebody
                else is delivering it right now.
        """
        one_of_type(Issued, invoice)
        writing.check_addresses(invoice)
        with self.store.transaction() as transaction:
            kept = transaction.document(invoice.seller.identity, invoice.number)
            if kept != invoice:
                found = "none" if kept is None else "another"
                raise ConflictError(
                    f"{invoice.kind} {invoice.number}", "as issued", found
                )
            waiting = self._waiting(invoice, transaction)
            queued = waiting or self._queued(invoice, transaction)
        if not self._deliver(invoice, queued):
            busy = ConflictError(
                f"message {queued.message.message_id}", "waiting", "being delivered"
            )
            raise DeliveryError(invoice, busy)
        return Receipt(queued.message.message_id)

    def save_and_send(self, draft: InvoiceDraft, *, on: date | None = None) -> Invoice:
        """Issue a draft, render and queue it, all or nothing; then deliver it.

        The same saved draft again gives the same invoice, and a mail only if one still
        waits; one that somebody else is delivering right now is left to them.

        Raises:
            NoRecipientError: If there is no address to mail to or from.
            DeliveryError: If it could not be delivered; all is kept and queued.
            ClosedPeriodError, ConflictError, EmptyDraftError, FutureDateError,
                IncompleteDraftError,
                TaskAlreadyBilledError: As `issue` does.
        """
        one_of_type(InvoiceDraft, draft)
        writing.check_addresses(draft)
        with self.store.transaction() as transaction:
            known = issuing.issued_already(draft, transaction)
            invoice = known or self._issued(draft, transaction, on)
            sent = transaction.messages_of(invoice.seller.identity, invoice.number)
            queued = self._waiting(invoice, transaction)
            if not sent:
                queued = self._queued(invoice, transaction)
        if queued is not None:
            self._deliver(invoice, queued)
        return invoice

    def deliver_pending(
        self, limit: int | None = None, *, due_only: bool = False
    ) -> tuple[Delivery, ...]:
        """Try again to deliver what waits, or only what is due for its next try.

        Safe to run anywhere, any time and twice: a message that is being delivered is
        left alone.
        """
        if limit is not None and whole_number(limit) < 0:
            raise refused(limit, "expected a limit of zero or more")
        return self._postman.deliver_pending(
            self.seller.identity, limit, due_only=due_only
        )

    def close(self, until: date, *, reopen: bool = False) -> None:
        """Close the books until a day: no document of any kind is issued into it.

        The day goes forward only, unless told to *reopen*.

        Raises:
            FutureDateError: If the day is still to come.
            ConflictError: If the books are closed for a later day already.
        """
        with self.store.transaction() as transaction:
            closing.close(
                day(until),
                self.seller.identity,
                transaction,
                today=day(self.today()),
                reopen=reopen,
            )

    def create_quote(self, project: Project, *more: Project) -> InvoiceDraft:
        """Propose a draft to quote all tasks of projects, completed or not.

        Tasks that are billed already are left out. Nothing is kept yet.

        Raises:
            InvalidValueError, TaskAlreadyBilledError, TaxUndeterminedError,
                UnpricedTasksError: As `create_invoice` does.
        """
        return self.create_invoice(project, *more, in_progress=True)

    def issue_quote(
        self, draft: InvoiceDraft, valid_until: date, *, on: date | None = None
    ) -> Quote:
        """Number and date a quote of a draft; its tasks stay free to be billed.

        The draft of a revision replaces the earlier quote, which is kept. Issuing the
        same saved draft again gives the same quote.

        Raises:
            InvalidValueError: If it would be valid until a day before it was issued.
            QuoteStateError: If the quote that it revises was accepted or replaced.
            EmptyDraftError: If it has no line.
            FutureDateError, ClosedPeriodError: If no document may have the day *on*.
            ConflictError: If it was changed or issued by somebody else, its taxes or
                exchange rates are no longer those of the day, or the series has a
                document of a later day.
        """
        today = day(self.today())
        with self.store.transaction() as transaction:
            return quoting.issue_quote(
                one_of_type(InvoiceDraft, draft),
                transaction,
                valid_until=day(valid_until),
                engine=self.engine,
                taxes=self.taxes,
                numbers=self.numbers,
                on=today if on is None else day(on),
                today=today,
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
        today = day(self.today())
        event = Accepted(
            on=today if on is None else on, by=by, purchase_order=purchase_order
        )
        with self.store.transaction() as transaction:
            quoting.answer(one_of_type(Quote, quote), event, transaction, today=today)
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
        today = day(self.today())
        event = Refused(on=today if on is None else on, by=by, reason=reason)
        with self.store.transaction() as transaction:
            quoting.answer(one_of_type(Quote, quote), event, transaction, today=today)
        return event

    def revise_quote(self, quote: Quote, *projects: Project) -> InvoiceDraft:
        """Propose a revision of a quote: as it was, or of *projects* as they are now.

        What a person has put on the earlier quote is on its revision too.
        `issue_quote` then makes it a quote in place of the earlier one.

        Raises:
            QuoteStateError: If it was accepted or replaced.
            ConflictError: If the store does not have this quote.
            InvalidValueError, TaskAlreadyBilledError, TaxUndeterminedError,
                UnpricedTasksError: As `create_quote` does.
        """
        today = day(self.today())
        with self.store.transaction() as transaction:
            draft = quoting.revised(
                one_of_type(Quote, quote), transaction, taxes=self.taxes, on=today
            )
        if not projects:
            return draft
        return quoting.with_what_was_said(self.create_quote(*projects), quote)

    def quote_state(self, quote: Quote, on: date | None = None) -> QuoteState:
        """Tell what a quote is today, or on a day.

        Raises:
            ConflictError: If the store does not have this quote.
        """
        with self.store.transaction() as transaction:
            events = quoting.events_of(one_of_type(Quote, quote), transaction)
        return quote_state(quote, events, self.today() if on is None else on)

    def bill_as_quoted(self, quote: Quote) -> InvoiceDraft:
        """Propose a draft that bills an accepted quote at the prices that it has.

        Taxes are those of today, and the purchase order is the one it was accepted
        with. `save` reserves its tasks.

        Raises:
            QuoteStateError: If it was not accepted.
            TaskAlreadyBilledError: If one of its tasks is on another draft or invoice.
            ConflictError: If the store does not have this quote, or it is billed.
            TaxUndeterminedError: If the taxes cannot be determined.
        """
        today = day(self.today())
        with self.store.transaction() as transaction:
            return billing.bill_as_quoted(
                one_of_type(Quote, quote), transaction, taxes=self.taxes, on=today
            )

    def bill_as_done(
        self, quote: Quote, project: Project, *more: Project, in_progress: bool = False
    ) -> InvoiceDraft:
        """Propose a draft that bills the work of an accepted quote as it was done.

        It is what `create_invoice` proposes, with the purchase order that the quote was
        accepted with, and what a person has put on the quote: lines, allowances and
        charges, notes, references.

        Raises:
            QuoteStateError: If it was not accepted.
            ConflictError: If the store does not have this quote.
            InvalidValueError, TaskAlreadyBilledError, TaxUndeterminedError,
                UnpricedTasksError: As `create_invoice` does.
        """
        today = day(self.today())
        draft = self._proposed(
            (project, *more),
            in_progress=in_progress,
            quoted_on=one_of_type(Quote, quote).issue_date,
        )
        with self.store.transaction() as transaction:
            return billing.with_what_was_agreed(draft, quote, transaction, today)

    def compare_to_work(
        self, quote: Quote, project: Project, *more: Project
    ) -> WorkComparison:
        """Compare what was quoted with what was done, line by line.

        Raises:
            UnpricedTasksError: With all that is wrong with any of the tasks.
            CurrencyMismatchError: If the work is priced in another currency.
        """
        quoted_on = one_of_type(Quote, quote).issue_date
        engine = self.engine.at(day(self.today()), quoted_on=quoted_on)
        return compare_to_work(quote, project, *more, engine=engine)

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
            today=day(self.today()),
            quoted_on=quoted_on,
        )

    def _issued(
        self, draft: InvoiceDraft, transaction: Transaction, on: date | None
    ) -> Invoice:
        today = day(self.today())
        return issuing.issued_already(draft, transaction) or issuing.issue(
            draft,
            transaction,
            engine=self.engine,
            taxes=self.taxes,
            numbers=self.numbers,
            on=today if on is None else day(on),
            today=today,
        )

    def _queued(self, invoice: Issued, transaction: Transaction) -> QueuedMessage:
        return writing.queue(
            invoice,
            transaction,
            renderer=self.renderer,
            letter=self.letter,
            now=self.now,
        )

    def _waiting(
        self, invoice: Issued, transaction: Transaction
    ) -> QueuedMessage | None:
        messages = transaction.messages_of(invoice.seller.identity, invoice.number)
        return next((each for each in messages if each.delivered_at is None), None)

    def _deliver(self, invoice: Issued, queued: QueuedMessage) -> bool:
        done = self._postman.deliver(queued.message.message_id)
        if isinstance(done, Exception):
            raise DeliveryError(invoice, done) from done
        return done

    @property
    def _postman(self) -> Postman:
        return Postman(self.store, self.sender, self.now, self.today)
