"""The part of `Invoicing` that is about parts of projects, and deposits for them."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from flowfit_invoicing.documents import (
    Deposit,
    Forfeited,
    Invoice,
    InvoiceDraft,
    Received,
    TaskKey,
    check_parts,
)
from flowfit_invoicing.doors import day, one_of_type, tuple_of
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money, Number
from flowfit_invoicing.ports import Search
from flowfit_invoicing.text import LocalizedText
from flowfit_invoicing.work import Project

from . import depositing, issuing, pages, parting, proposing
from .quotes import Quotes


@frozen(kw_only=True, eq=False)
class Instalments(Quotes):
    """What a person does about work that is billed or paid bit by bit."""

    def create_part(
        self,
        project: Project,
        *more: Project,
        percent: Number | None = None,
        amount: Money | Number | None = None,
        tasks: Iterable[str | TaskKey] | None = None,
    ) -> InvoiceDraft:
        """Propose a draft for a part of projects, completed or not: an instalment.

        A *percent* of the whole, or an *amount* of it, before tax; of all that is to be
        billed, or of chosen *tasks* (by id, or by project and id). Without any of them,
        all that is left, so that the parts add up to the whole, and all deposits of the
        projects are deducted.

        Raises:
            InvalidValueError: If a project has no client or they have two, or the part
                is nothing, or a percent and an amount at once.
            PartTooLargeError: If less is left.
            TaskAlreadyBilledError: If nothing is left.
            UnpricedTasksError: With all that is wrong with any of the tasks.
            TaxUndeterminedError: If the taxes cannot be determined.
        """
        asked = parting.Asked(percent=percent, amount=amount, tasks=tasks)
        draft = proposing.create_part(
            tuple_of(Project, (project, *more)),
            asked=asked,
            seller=self.seller,
            engine=self.engine,
            taxes=self.taxes,
            store=self.store,
            today=day(self.today()),
        )
        with self.store.reading() as transaction:
            deposits = None if asked.is_rest else ()
            return depositing.settled(draft, transaction, deposits)

    def remaining(self, project: Project, *more: Project) -> parting.Remaining:
        """Say what projects come to, completed or not, and what is left to bill.

        Raises:
            UnpricedTasksError: With all that is wrong with tasks that are not begun.
        """
        engine = self.engine.invoiced_on(day(self.today()))
        several = tuple_of(Project, (project, *more))
        parts = tuple(proposing.billable(e, engine, in_progress=True) for e in several)
        seller, store = self.seller.identity, self.store
        books = parting.books_of(parts, store, seller)
        return parting.remaining(
            parts, books, engine=engine, store=store, seller=seller
        )

    def request_deposit(
        self,
        project: Project,
        *,
        percent: Number | None = None,
        amount: Money | Number | None = None,
        on: date | None = None,
    ) -> Deposit | Invoice:
        """Ask a client for money before the work: an amount before tax, or a percent.

        Where deposits are taxed when they are paid, it is an invoice of type 386; else
        a request without tax, whose money is held until it is applied. Issued at once,
        today or on a day before.

        Raises:
            InvalidValueError: If the project has no client, nothing is asked for, or
                the tax rules don't say if deposits are taxed.
            ConflictError: If the series has a document of a later day.
            FutureDateError, ClosedPeriodError: If no document may have the day.
            UnpricedTasksError: If a percent is asked of what cannot be priced.
            TaxUndeterminedError: If the taxes cannot be determined.
        """
        asked = parting.Asked(percent=percent, amount=amount)
        draft = proposing.create_deposit(
            one_of_type(Project, project),
            asked=asked,
            seller=self.seller,
            engine=self.engine,
            taxes=self.taxes,
            store=self.store,
            today=day(self.today()),
        )
        with self.store.transaction() as transaction:
            if not draft.for_deposit:
                return issuing.issue_deposit(
                    draft,
                    transaction,
                    numbers=self.numbers,
                    on=self._day(on),
                    today=day(self.today()),
                )
            return issuing.issue(
                draft,
                transaction,
                engine=self.engine,
                taxes=self.taxes,
                numbers=self.numbers,
                on=self._day(on),
                today=day(self.today()),
            )

    def receive_deposit(
        self, deposit: Deposit, *, on: date | None = None, by: str | None = None
    ) -> Received:
        """Note that the money of a deposit has come in; now it can be deducted.

        Raises:
            ConflictError: If the store does not have it, or has the money already.
        """
        one_of_type(Deposit, deposit)
        with self.store.transaction() as transaction:
            return depositing.receive(deposit, transaction, on=self._day(on), by=by)

    def forfeit_deposit(
        self,
        deposit: Deposit | Invoice,
        reason: LocalizedText | str,
        *,
        on: date | None = None,
        by: str | None = None,
    ) -> Forfeited:
        """Note that a client loses a deposit; say its net, and each tax in it.

        Raises:
            ConflictError: If the store does not have it, or its money has not come in.
            DepositDeductedError: If it was deducted already, or forfeited.
            TaxUndeterminedError: If the taxes cannot be determined.
        """
        with self.store.transaction() as transaction:
            return depositing.forfeit(
                deposit,
                transaction,
                rules=self.taxes,
                reason=reason,
                on=self._day(on),
                by=by,
            )

    def check_parts(self, project: Project) -> tuple[Finding, ...]:
        """Tell which taxes of the parts of a project differ from those of the whole."""
        number, client = one_of_type(Project, project).number, project.client
        code = None if client is None else client.code
        search = Search(client=code, project=number)
        with self.store.reading() as transaction:
            found = pages.documents(self.seller.identity, transaction, search)
            invoices = [each for each in found if isinstance(each, Invoice)]
        return check_parts(each for each in invoices if each.type_code == "326")

    def _day(self, on: date | None) -> date:
        return day(self.today() if on is None else on)
