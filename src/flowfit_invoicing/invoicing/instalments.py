"""The part of `Invoicing` that is about parts of projects."""

from collections.abc import Iterable

from attrs import frozen

from flowfit_invoicing.documents import (
    Invoice,
    InvoiceDraft,
    TaskKey,
    check_parts,
)
from flowfit_invoicing.doors import one_of_type, tuple_of
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money, Number
from flowfit_invoicing.ports import Search
from flowfit_invoicing.work import Project

from . import depositing, pages, parting, proposing
from .books import books_in, books_of
from .deposits import Deposits


@frozen(kw_only=True, eq=False)
class Instalments(Deposits):
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
            today=self._today(),
        )
        with self.store.reading() as transaction:
            deposits = None if asked.is_rest else ()
            return depositing.settled(draft, transaction, deposits)

    def remaining(self, project: Project, *more: Project) -> parting.Remaining:
        """Say what projects come to, completed or not, and what is left to bill.

        Raises:
            UnpricedTasksError: With all that is wrong with tasks that are not begun.
        """
        engine = self.engine.invoiced_on(self._today())
        several = tuple_of(Project, (project, *more))
        parts = tuple(proposing.billable(e, engine) for e in several)
        seller, store = self.seller.identity, self.store
        books = books_of(parts, store, seller)
        return parting.remaining(
            parts, books, engine=engine, store=store, seller=seller
        )

    def check_parts(self, project: Project) -> tuple[Finding, ...]:
        """Tell where the parts of a project are not what the whole would be now.

        That is the tax, which is rounded once a part, and the count of tasks that have
        changed since they were begun.
        """
        number, client = one_of_type(Project, project).number, project.client
        code = None if client is None else client.code
        search = Search(client=code, project=number)
        with self.store.reading() as transaction:
            found = pages.documents(self.seller.identity, transaction, search)
            invoices = [each for each in found if isinstance(each, Invoice)]
            books = books_in(transaction, (project,), self.seller.identity)
        taxes = check_parts(each for each in invoices if each.type_code == "326")
        return *taxes, *books.work_changes((project,))
