"""Deposits: asked for, held, deducted from the invoice of the work, or forfeited."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TypeAlias, TypeGuard

from attrs import evolve

from flowfit_invoicing.documents import (
    Applied,
    Credited,
    Deposit,
    Forfeited,
    Invoice,
    InvoiceDraft,
    Issued,
    Received,
    deducted,
    prepaid,
    taxes_within,
)
from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.errors import ConflictError, DepositDeductedError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.ports import Search, Transaction
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.text import LocalizedText

from . import pages

AnyDeposit: TypeAlias = Deposit | Invoice
"""A request without tax, or an invoice of type 386."""

_FORFEITED = "its forfeiture"


def taxes_deposits(rules: object) -> bool:
    """Ask the rules of a regime if a deposit is taxed when it is paid.

    Raises:
        InvalidValueError: If they don't say.
    """
    told = getattr(rules, "taxes_deposits", None)
    if not isinstance(told, bool):
        raise refused(rules, "expected tax rules that say if taxes_deposits")
    return told


def settled(
    draft: InvoiceDraft, transaction: Transaction, numbers: Iterable[str] | None
) -> InvoiceDraft:
    """Deduct from a draft all deposits of its projects, or those of some *numbers*.

    Raises:
        ConflictError: If there is no such deposit of its client.
        DepositDeductedError: If one was deducted already, or forfeited.
        DepositTooLargeError: If they are more than the draft.
    """
    if not draft.lines:
        return draft
    if numbers is None:
        chosen = list(_open(draft, transaction))
    else:
        chosen = [_asked(number, draft, transaction) for number in _several(numbers)]
    return evolve(
        draft,
        deductions=[deducted(each) for each in chosen if isinstance(each, Invoice)],
        prepayments=[prepaid(each) for each in chosen if isinstance(each, Deposit)],
    )


def check_deposits(draft: InvoiceDraft, transaction: Transaction) -> None:
    """Make sure that the deposits of a draft are still there, as they are deducted.

    Raises:
        ConflictError: If there is no such deposit, or it says something else.
        DepositDeductedError: If one was deducted already, or forfeited.
    """
    again = settled(draft, transaction, draft.deposits)
    if (again.deductions, again.prepayments) != (draft.deductions, draft.prepayments):
        subject = f"deposits of draft {draft.id}"
        raise ConflictError(subject, _told(again), _told(draft))


def note_deposits(invoice: Invoice, transaction: Transaction) -> None:
    """Note that the deposits of an invoice are deducted."""
    for number in invoice.deposits:
        applied = Applied(on=invoice.issue_date, document=invoice.number)
        transaction.add_event(invoice.seller.identity, number, applied)


def left_out(draft: InvoiceDraft, transaction: Transaction) -> Iterator[Finding]:
    """Tell which deposits of its projects a draft doesn't deduct.

    Where they were taxed, the final invoice would owe the tax a second time (in
    Germany, § 14c UStG).
    """
    for deposit in _open(draft, transaction):
        if deposit.number not in draft.deposits:
            yield Finding.warning("deposit-left-out", deposit=deposit.number)


def receive(
    deposit: Deposit, transaction: Transaction, *, on: date, by: str | None
) -> Received:
    """Note that the money of a deposit has come in.

    Raises:
        ConflictError: If the store does not have it, or has the money already.
    """
    _check_kept(deposit, transaction)
    events = transaction.events(deposit.seller.identity, deposit.number)
    if any(isinstance(event, Received) for event in events):
        subject = f"deposit {deposit.number}"
        raise ConflictError(subject, "one that waits for money", "one that is paid")
    received = Received(on=on, by=by)
    transaction.add_event(deposit.seller.identity, deposit.number, received)
    return received


def forfeit(
    deposit: AnyDeposit,
    transaction: Transaction,
    *,
    rules: TaxRules,
    reason: LocalizedText | str,
    on: date,
    by: str | None,
) -> Forfeited:
    """Note that a client loses a deposit; one without tax contains the taxes.

    Raises:
        ConflictError: If the store does not have it, or its money has not come in.
        DepositDeductedError: If it was deducted already, or forfeited.
        TaxUndeterminedError: If the taxes cannot be determined.
    """
    _check_kept(deposit, transaction)
    _check_there(deposit, transaction)
    taxes, amount = deposit.totals.taxes, deposit.totals.due
    if isinstance(deposit, Deposit):
        if not _is_received(deposit, transaction):
            subject = f"deposit {deposit.number}"
            raise ConflictError(subject, "one that is paid", "one that is not")
        due = rules.taxes_for(deposit.seller, deposit.buyer, issued=on, paid=on)
        taxes = taxes_within(amount, due)
    forfeited = Forfeited(on=on, by=by, amount=amount, taxes=taxes, reason=reason)
    transaction.add_event(deposit.seller.identity, deposit.number, forfeited)
    return forfeited


def _open(draft: InvoiceDraft, transaction: Transaction) -> Iterator[AnyDeposit]:
    """Give the deposits of the projects of a draft that are there to be deducted."""
    seller, projects = draft.seller.identity, set(draft.project_numbers)
    search = Search(client=draft.client.code)
    for document in pages.documents(seller, transaction, search):
        if (
            is_deposit(document)
            and projects.intersection(document.project_numbers)
            and _gone_to(document, transaction) is None
            and (isinstance(document, Invoice) or _is_received(document, transaction))
        ):
            yield document


def is_deposit(document: Issued) -> TypeGuard[AnyDeposit]:
    """Tell if a document asks for money before the work."""
    if isinstance(document, Invoice):
        return document.for_deposit
    return isinstance(document, Deposit)


def _asked(number: str, draft: InvoiceDraft, transaction: Transaction) -> AnyDeposit:
    found = transaction.document(draft.seller.identity, number)
    if found is None or not is_deposit(found) or found.client.code != draft.client.code:
        subject = f"deposit {number}"
        raise ConflictError(subject, f"one of client {draft.client}", "none")
    _check_there(found, transaction)
    return found


def _several(numbers: Iterable[str]) -> Collection[str]:
    return tuple_of(str, numbers)


def _check_kept(deposit: AnyDeposit, transaction: Transaction) -> None:
    kept = transaction.document(deposit.seller.identity, deposit.number)
    if kept != deposit or not is_deposit(deposit):
        found = "none" if kept is None else "another"
        raise ConflictError(f"deposit {deposit.number}", "as issued", found)


def _check_there(deposit: AnyDeposit, transaction: Transaction) -> None:
    holder = _gone_to(deposit, transaction)
    if holder is not None:
        raise DepositDeductedError(deposit.number, holder)


def _gone_to(deposit: Issued, transaction: Transaction) -> str | None:
    """Tell which document deducts or credits a deposit, or that it was forfeited."""
    for event in transaction.events(deposit.seller.identity, deposit.number):
        if isinstance(event, Applied):
            return event.document
        if isinstance(event, Credited):
            return event.number
        if isinstance(event, Forfeited):
            return _FORFEITED
    return None


def _is_received(deposit: Issued, transaction: Transaction) -> bool:
    events = transaction.events(deposit.seller.identity, deposit.number)
    return any(isinstance(event, Received) for event in events)


def _told(draft: InvoiceDraft) -> str:
    return ", ".join(map(repr, (*draft.deductions, *draft.prepayments))) or "none"
