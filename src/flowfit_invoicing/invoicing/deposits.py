"""The part of `Invoicing` that is about deposits: money before the work."""

from datetime import date

from attrs import frozen

from flowfit_invoicing.documents import (
    Deduction,
    Deposit,
    Forfeited,
    Invoice,
    InvoiceDraft,
    Issued,
    Prepayment,
    ReceiptReversed,
    Received,
    Returned,
    Withdrawn,
)
from flowfit_invoicing.doors import one_of_type
from flowfit_invoicing.money import Money, Number
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.text import LocalizedText
from flowfit_invoicing.work import Project

from . import holding, issuing, parting, requesting
from .credits import Credits
from .deposit_standing import standing_of
from .holding import Noting


@frozen(kw_only=True, eq=False)
class Deposits(Credits):
    """What a person does about money that is paid before the work."""

    def request_deposit(
        self,
        project: Project,
        *,
        percent: Number | None = None,
        amount: Money | Number | None = None,
        on: date | None = None,
        by: str | None = None,
    ) -> Deposit | Invoice:
        """Ask a client for money before the work: an amount before tax, or a percent.

        Where deposits are taxed when they are paid, it is an invoice of type 386; else
        a request without tax, whose money is held until it is applied. Issued at once,
        today or on a day before. An accepted quote says what the project comes to, if
        there is one. *by* is who asks.

        Raises:
            InvalidValueError: If the project has no client, nothing is asked for, or
                the tax rules don't say if deposits are taxed.
            ConflictError: If the series has a document of a later day.
            FutureDateError, ClosedPeriodError: If no document may have the day.
            UnpricedTasksError: If a percent is asked of what cannot be priced.
            TaxUndeterminedError: If the taxes cannot be determined.
            DepositTooLargeError: If open deposits of the project are more than what no
                document bills of it, with its tax where they have none.
        """
        asked = parting.Asked(percent=percent, amount=amount)
        draft = requesting.create_deposit(
            one_of_type(Project, project),
            asked=asked,
            seller=self.seller,
            engine=self.engine,
            taxes=self.taxes,
            store=self.store,
            today=self._today(),
        )
        with self.store.transaction() as transaction:
            if not draft.for_deposit:
                return issuing.issue_deposit(
                    draft,
                    transaction,
                    numbers=self.numbers,
                    on=self._day(on),
                    today=self._today(),
                    by=by,
                )
            return self._issue(draft, transaction, on, by)

    def open_deposit(self, deposit: Deposit | Invoice) -> Deduction | Prepayment:
        """Say what of a deposit is open, as it would be deducted; zero if it is gone.

        That is what it bills, less what was credited of it, less what documents deduct
        that were not cancelled.

        Raises:
            ConflictError: If the store does not have it.
        """
        with self.store.reading() as transaction:
            return standing_of(one_of_type(Issued, deposit), transaction).open

    def receive_deposit(
        self, deposit: Deposit, *, on: date | None = None, by: str | None = None
    ) -> Received:
        """Note that the money of a deposit has come in; now it can be deducted.

        Raises:
            ConflictError: If the store does not have it, or has the money already.
            DepositDeductedError: If it was returned, forfeited or withdrawn.
            InvalidValueError: If the day is before the deposit.
            FutureDateError: If the day is to come.
        """
        one_of_type(Deposit, deposit)
        with self.store.transaction() as transaction:
            return holding.receive(deposit, transaction, self._noting(on, by))

    def reverse_deposit(
        self,
        deposit: Deposit,
        reason: LocalizedText | str,
        *,
        on: date | None = None,
        by: str | None = None,
    ) -> ReceiptReversed:
        """Note that the money of a deposit was not good, as when a cheque bounces.

        It is waited for again. Cancel the invoice first that deducts it.

        Raises:
            ConflictError: If the store does not have it, or no money has come in.
            DepositDeductedError: If a document deducts it, or it is gone.
            InvalidValueError: If something has happened to it since that day.
            FutureDateError: If the day is to come.
        """
        one_of_type(Deposit, deposit)
        with self.store.transaction() as transaction:
            return holding.reverse(deposit, reason, transaction, self._noting(on, by))

    def return_deposit(
        self,
        deposit: Deposit,
        reason: LocalizedText | str,
        *,
        on: date | None = None,
        by: str | None = None,
    ) -> Returned:
        """Note that the client got back what is held of a deposit: all that is open.

        Raises:
            ConflictError: If the store does not have it, or no money has come in.
            DepositDeductedError: If nothing of it is open.
            InvalidValueError: If something has happened to it since that day.
            FutureDateError: If the day is to come.
        """
        one_of_type(Deposit, deposit)
        with self.store.transaction() as transaction:
            return holding.give_back(deposit, reason, transaction, self._noting(on, by))

    def withdraw_deposit(
        self,
        deposit: Deposit,
        reason: LocalizedText | str,
        *,
        on: date | None = None,
        by: str | None = None,
    ) -> Withdrawn:
        """Ask no more for a deposit that nobody has paid; `cancel` one that was taxed.

        Raises:
            ConflictError: If the store does not have it, or its money has come in.
            DepositDeductedError: If it was withdrawn already.
            InvalidValueError: If something has happened to it since that day.
            FutureDateError: If the day is to come.
        """
        one_of_type(Deposit, deposit)
        with self.store.transaction() as transaction:
            return holding.withdraw(deposit, reason, transaction, self._noting(on, by))

    def forfeit_deposit(
        self,
        deposit: Deposit | Invoice,
        reason: LocalizedText | str,
        *,
        on: date | None = None,
        by: str | None = None,
    ) -> Forfeited:
        """Note that a client loses what is open of a deposit: its net, and each tax.

        Raises:
            ConflictError: If the store does not have it, or its money has not come in.
            DepositDeductedError: If nothing of it is open.
            InvalidValueError: If something has happened to it since that day.
            FutureDateError: If the day is to come.
            TaxUndeterminedError: If the taxes cannot be determined.
        """
        one_of_type(Issued, deposit)
        with self.store.transaction() as transaction:
            return holding.forfeit(
                deposit, reason, transaction, self._noting(on, by), rules=self.taxes
            )

    def _noting(self, on: date | None, by: str | None) -> Noting:
        return Noting(self._day(on), self._today(), by)

    def _issue(
        self,
        draft: InvoiceDraft,
        transaction: Transaction,
        on: date | None,
        by: str | None,
    ) -> Invoice:
        """Issue an invoice of a draft, today or on a day before."""
        return issuing.issue(
            draft,
            transaction,
            engine=self.engine,
            taxes=self.taxes,
            numbers=self.numbers,
            on=self._day(on),
            today=self._today(),
            by=by,
        )
