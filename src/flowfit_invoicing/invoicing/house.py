"""`Invoicing`: the front door of the use cases."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from flowfit_invoicing.documents import (
    Closed,
    Invoice,
    InvoiceDraft,
    Preview,
)
from flowfit_invoicing.doors import one_of_type, refused, tuple_of
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.parties import Client
from flowfit_invoicing.ports import RenderedDocument, Transaction
from flowfit_invoicing.pricing import (
    ProjectToInvoice,
)
from flowfit_invoicing.work import Project

from . import (
    batches,
    checking,
    closing,
    depositing,
    issuing,
    listing,
    post,
    refreshing,
    saving,
    writing,
)
from .choosing import Choice, Order
from .instalments import Instalments


def _render(value: writing.Render) -> writing.Render:
    if value not in ("now", "later"):
        raise refused(value, "expected render 'now' or 'later'")
    return value


@frozen(kw_only=True, eq=False)
class Invoicing(Instalments):
    """All that a person does about invoices, for one seller.

    A `seller` has an address, an e-mail and tax ids, and an `id` of yours if it may
    ever register for another tax or change its name: what numbers belong to must stay.
    The `engine` prices, `taxes` are the rules of a regime such as `tax.canada()`,
    `numbers` is a pattern such as `F-%YYYY%-%SEQ%`, or one for each kind of document
    (`Numbers`). `store`, `renderer` and `sender` are yours, or those of the rooms
    `storage`, `rendering` and `sending`. `today` gives the seller's day, which dates
    and numbers documents; `now` the moment, for messages and their tries only. `letter`
    writes the mails, if not in our words, and answers go to `reply_to`.
    `more_renderers` make what is attached beside.
    """

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

        A day of completion that is still to come is a plan, and no completion.

        Only those of a *client* or its code, those whose last task was completed at
        least *min_age* days ago, those whose client reads a *language* (`fr` is
        `fr-CA` too), or those that are *ready* or not, where it is asked for. They come
        in the *order* of the projects, or the oldest first (`age`), or by the code of
        the `client`.

        Raises:
            InvalidValueError: If what is asked for cannot be, or a project is there
                twice.
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
            today=self._today(),
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
        self,
        project: Project,
        *more: Project,
        in_progress: bool = False,
        deposits: Iterable[str] | None = None,
    ) -> InvoiceDraft:
        """Propose a draft for the completed tasks of projects; nothing is kept yet.

        With *in_progress*, tasks that are not completed are billed too. Tasks that are
        on another draft or invoice are left out. If nothing is completed, the draft has
        no line, and waits for what a person types in.

        All deposits of the projects are deducted that are there to be, or those whose
        numbers are given as *deposits*: () deducts none.

        Raises:
            InvalidValueError: If a project has no client, or they have two.
            DepositTooLargeError: If the deposits are more than the draft.
            DepositDeductedError: If one that is given is gone already.
            DepositUnpaidError: If the money of one that is given is not there.
            ConflictError: If one that is given is none of the client's.
            TaskAlreadyBilledError: If all that could be billed is billed already.
            UnpricedTasksError: With all that is wrong with any of the tasks.
            TaxUndeterminedError: If the taxes cannot be determined.
        """
        draft = self._proposed((project, *more), in_progress=in_progress)
        with self.store.reading() as transaction:
            return depositing.settled(draft, transaction, deposits)

    def refresh(
        self, draft: InvoiceDraft, project: Project, *more: Project
    ) -> refreshing.RefreshedDraft:
        """Bring a draft up to date with the work and the rates of today.

        What comes back is not saved: the new draft, and how it differs line by line
        (new, gone, other count, rate, adjustment or tax). Lines that were typed in or
        agreed stay, and are told where their work has changed; so do descriptions and
        taxes that were set by hand. Give all projects of the draft as they are now.
        Tasks completed since are added, unless another draft or invoice has them.
        Where prices are converted by another exchange rate today, agreed lines take it
        too, and what was agreed holds on. Client and purchase order are those of the
        projects, unless a person has set others on the draft. Deposits are deducted as
        far as they are there, and the draft bears them. Where a quote is billed as it
        was quoted, only its taxes and deposits are those of today.

        Raises:
            InvalidValueError: If a project of the draft is missing or given twice, one
                has no client, they have two, or another one than the draft.
            ConflictError: If it was changed by somebody else meanwhile, or is issued.
            UnpricedTasksError: With all that is wrong with any of the tasks.
            TaxUndeterminedError: If the taxes cannot be determined.
        """
        with self.store.reading() as transaction:
            return refreshing.refresh(
                one_of_type(InvoiceDraft, draft),
                tuple_of(Project, (project, *more)),
                engine=self.engine,
                taxes=self.taxes,
                transaction=transaction,
                today=self._today(),
            )

    def save(self, draft: InvoiceDraft) -> InvoiceDraft:
        """Keep a draft and reserve its tasks; go on with the draft that comes back.

        Raises:
            ConflictError: If it was changed by somebody else meanwhile, or is issued.
            TaskAlreadyBilledError: If a task is on another draft or invoice.
            TaskRepeatedError: If two lines bill the same work.
        """
        with self.store.transaction() as transaction:
            return saving.save(one_of_type(InvoiceDraft, draft), transaction)

    def save_all(self, drafts: Iterable[InvoiceDraft]) -> tuple[InvoiceDraft, ...]:
        """Keep several drafts, such as those of a run: all of them or none.

        Raises:
            ConflictError, TaskAlreadyBilledError, TaskRepeatedError: As `save` does;
                then none is kept.
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
        with self.store.reading() as transaction:
            findings = checking.check(
                one_of_type(InvoiceDraft, draft),
                tuple_of(Project, projects),
                transaction,
                engine=self.engine,
                taxes=self.taxes,
                today=self._today(),
            )
            return tuple(findings)

    def preview(
        self,
        draft: InvoiceDraft,
        *,
        on: date | None = None,
        valid_until: date | None = None,
        locale: str | None = None,
    ) -> RenderedDocument:
        """Render a draft as it would be issued today, or on a day, marked as a draft.

        It has no number; nothing is kept, and nothing is checked. With *valid_until* it
        is shown as a quote, else as an invoice. *locale* is that of the document,
        unless another is given.

        Raises:
            DueBeforeIssueError: If the day that was agreed for payment has passed.
        """
        one_of_type(InvoiceDraft, draft)
        preview = Preview.of(draft, on or self.today(), valid_until=valid_until)
        rendered = self.renderer.render(preview, locale or preview.locale)
        return one_of_type(RenderedDocument, rendered)

    def issue(
        self,
        draft: InvoiceDraft,
        *projects: Project,
        on: date | None = None,
        anyway: bool = False,
        by: str | None = None,
    ) -> Invoice:
        """Number and date an invoice of a draft, which nothing changes any more.

        It gets the day of today, or one before. Issuing the same saved draft again
        gives the same invoice. With all its *projects* as they are now, a draft whose
        lines are not what their work comes to is not issued, unless *anyway*. Work that
        it leaves out is no hindrance: it is still to be invoiced. *by* is who does
        it.

        Raises:
            OutdatedDraftError: If it is older than its projects.
            FutureDateError: If the day is still to come.
            ClosedPeriodError: If the books are closed for the day.
            EmptyDraftError: If it has no line.
            IncompleteDraftError: If something else is missing, with all that is: a
                purchase order that the client asks for.
            ConflictError: If it was changed by somebody else, its taxes or exchange
                rates are no longer those of the day, or the series has a document of
                a later day.
            ExchangeRateMissingError: If nobody knows the exchange rate of the day.
            DepositDeductedError, DepositUnpaidError: If a deposit is there no more.
            TaskAlreadyBilledError: If a task is on another draft or invoice.
        """
        with self.store.transaction() as transaction:
            one_of_type(InvoiceDraft, draft)
            work = () if anyway else tuple_of(Project, projects)
            return self._issued(draft, work, transaction, on, by)

    def save_and_send(
        self,
        draft: InvoiceDraft,
        *projects: Project,
        on: date | None = None,
        anyway: bool = False,
        render: writing.Render = "now",
        by: str | None = None,
    ) -> Invoice:
        """Issue a draft, render and queue it, all or nothing; then deliver it.

        The same saved draft again gives the same invoice, and a mail only if one still
        waits; one that somebody else is delivering right now is left to them. What
        *projects* and *anyway* do is said at `issue`.

        Nobody else gets a number while it is rendered. A long run may have it rendered
        *later*: then it is issued and queued here, and whoever delivers it first, by
        `deliver_pending` or `send`, renders it, once. *by* is who issues and sends it.

        Raises:
            NoRecipientError: If there is no address to mail to or from.
            DeliveryError: If it could not be delivered, or that could not be noted; all
                is kept and queued.
            ClosedPeriodError, ConflictError, EmptyDraftError, FutureDateError,
                IncompleteDraftError, OutdatedDraftError,
                TaskAlreadyBilledError: As `issue` does.
        """
        one_of_type(InvoiceDraft, draft)
        work = () if anyway else tuple_of(Project, projects)
        _render(render)
        writing.check_addresses(draft)
        with self.store.transaction() as transaction:
            invoice = self._issued(draft, work, transaction, on, by)
            before = self._messages_to(invoice, transaction)
            queued = post.waiting(before)
            if not before:
                queued = self._writer.queue(invoice, transaction, render=render, by=by)
        if queued is not None and render == "now":
            self._deliver(invoice, queued)
        return invoice

    def close(
        self, until: date, *, reopen: bool = False, by: str | None = None
    ) -> None:
        """Close the books until a day: no document of any kind is issued into it.

        The day goes forward only, unless told to *reopen*. *by* is who does it.

        Raises:
            FutureDateError: If the day is still to come.
            ConflictError: If the books are closed for a later day already.
        """
        with self.store.transaction() as transaction:
            closed = Closed(on=self._today(), by=by, until=until)
            closing.close(closed, self.seller.identity, transaction, reopen=reopen)

    def _issued(
        self,
        draft: InvoiceDraft,
        work: tuple[Project, ...],
        transaction: Transaction,
        on: date | None,
        by: str | None,
    ) -> Invoice:
        known = issuing.issued_already(draft, transaction)
        if known is not None:
            return known
        refreshing.check_up_to_date(
            draft,
            work,
            engine=self.engine,
            taxes=self.taxes,
            transaction=transaction,
            today=self._day(on),
        )
        return self._issue(draft, transaction, on, by)
