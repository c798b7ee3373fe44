"""Deposits on the documents of the work: deducted, all or in part, or left out."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from flowfit_invoicing.documents import (
    Applied,
    CreditNoteDraft,
    Deduction,
    Invoice,
    InvoiceDraft,
    Prepayment,
    borne,
    borne_of,
    nets_by_taxes,
    nets_of,
    portion,
)
from flowfit_invoicing.doors import tuple_of
from flowfit_invoicing.errors import (
    ConflictError,
    DepositDeductedError,
    DepositTooLargeError,
    draft_named,
    phrase,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money
from flowfit_invoicing.ports import Search, Transaction
from flowfit_invoicing.tax import Tax

from . import pages
from .deposit_standing import AnyDeposit, DepositStanding, is_deposit


def settled(
    draft: InvoiceDraft, transaction: Transaction, numbers: Iterable[str] | None
) -> InvoiceDraft:
    """Deduct from a draft all deposits of its projects, or those of some *numbers*.

    What the draft cannot bear of one stays open.

    Raises:
        ConflictError: If there is no such deposit of its client.
        DepositDeductedError: If nothing of one is open any more.
        DepositTooLargeError: If the draft bears nothing of one that was asked for.
    """
    if not draft.lines:
        return draft
    if numbers is None:
        return _with(_open(draft, transaction), draft)
    asked = tuple_of(str, numbers)
    found = _with((_asked(each, draft, transaction) for each in asked), draft)
    for number in asked:
        if number not in found.deposits:
            left = _asked(number, draft, transaction).left
            raise DepositTooLargeError((number,), left, left * 0)
    return found


def _with(standings: Iterable[DepositStanding], draft: InvoiceDraft) -> InvoiceDraft:
    """Deduct what is open of deposits, as far as the draft bears it."""
    several = tuple(each for each in standings if each.left)
    bare = evolve(draft, deductions=(), prepayments=())
    deductions, room = list[Deduction](), nets_by_taxes(bare)
    for each in several:
        if isinstance(each.open, Deduction):
            found = borne(each.open, _taxes_of(each.deposit), room)
            deductions += [found] if found.net else []
    bare = evolve(bare, deductions=deductions)
    prepayments, due = list[Prepayment](), bare.totals.gross
    for each in several:
        if isinstance(each.open, Prepayment):
            paid = borne_of(each.open, due)
            due -= paid.amount
            prepayments += [paid] if paid.amount else []
    return evolve(bare, prepayments=prepayments)


def _taxes_of(deposit: AnyDeposit) -> list[tuple[Tax, ...]]:
    """Give the taxes that lines of a deposit have."""
    return [deposit.taxes if e.taxes is None else e.taxes for e in deposit.lines]


def check_deposits(draft: InvoiceDraft, transaction: Transaction) -> None:
    """Make sure that the deposits of a draft are still there, as they are deducted.

    Raises:
        ConflictError: If there is no such deposit, or it says something else.
        DepositDeductedError: If less of one is open than the draft deducts.
    """
    for each in draft.before_it:
        standing = _asked(each.number, draft, transaction)
        _check_covered(each, standing)
        expected = _as_deducted(each, standing)
        if each != expected:
            subject = phrase("deposits-of", of=draft_named(draft.id))
            raise ConflictError(subject, repr(expected), repr(each))


def _check_covered(asked: Deduction | Prepayment, standing: DepositStanding) -> None:
    amount = asked.net if isinstance(asked, Deduction) else asked.amount
    if amount > standing.left and standing.holder is not None:
        raise DepositDeductedError(asked.number, standing.holder)


def _as_deducted(
    asked: Deduction | Prepayment, standing: DepositStanding
) -> Deduction | Prepayment:
    """Give how so much of a deposit is deducted, as far as it is open."""
    found = standing.open
    if isinstance(asked, Deduction) and isinstance(found, Deduction):
        nets = nets_of(asked, _taxes_of(standing.deposit))
        return portion(found, nets) if asked.net <= found.net else found
    if isinstance(asked, Prepayment) and isinstance(found, Prepayment):
        return borne_of(found, asked.amount)
    return found


def note_deposits(invoice: Invoice, transaction: Transaction) -> None:
    """Note that the deposits of an invoice are deducted."""
    for number in invoice.deposits:
        applied = Applied(on=invoice.issue_date, document=invoice.number)
        transaction.add_event(invoice.seller.identity, number, applied)


def left_out(draft: InvoiceDraft, transaction: Transaction) -> Iterator[Finding]:
    """Tell which deposits of its projects a draft doesn't deduct, or not all of.

    Where they were taxed, the final invoice would owe the tax a second time (in
    Germany, § 14c UStG).
    """
    used: Mapping[str, Money] = {
        **{each.number: each.net for each in draft.deductions},
        **{each.number: each.amount for each in draft.prepayments},
    }
    for standing in _open(draft, transaction):
        number = standing.deposit.number
        if number not in used:
            yield Finding.warning("deposit-left-out", deposit=number)
        elif standing.left > used[number]:
            rest = standing.left - used[number]
            yield Finding.warning("deposit-rest", deposit=number, rest=rest)


def check_credit(
    draft: CreditNoteDraft, invoice: Invoice, transaction: Transaction
) -> None:
    """Make sure that a note credits of a deposit what is open, if it credits one.

    Raises:
        DepositDeductedError: If a live document deducts what it credits, or the deposit
            was forfeited.
    """
    if not is_deposit(invoice):
        return
    standing = DepositStanding.of(invoice, transaction)
    found, totals = standing.open, draft.totals
    rows = found.taxes if isinstance(found, Deduction) else ()
    taxable = {row.tax: row.taxable for row in rows}
    is_open = totals.net <= standing.left and all(
        row.taxable <= taxable[row.tax] for row in totals.taxes
    )
    if not is_open and standing.holder is not None:
        raise DepositDeductedError(invoice.number, standing.holder)


def _open(draft: InvoiceDraft, transaction: Transaction) -> Iterator[DepositStanding]:
    """Give the deposits of the projects of a draft that are there to be deducted."""
    seller, projects = draft.seller.identity, set(draft.project_numbers)
    search = Search(client=draft.client.code)
    for document in pages.documents(seller, transaction, search):
        if is_deposit(document) and projects.intersection(document.project_numbers):
            standing = DepositStanding.of(document, transaction)
            if standing.is_held and standing.left:
                yield standing


def _asked(
    number: str, draft: InvoiceDraft, transaction: Transaction
) -> DepositStanding:
    found = transaction.document(draft.seller.identity, number)
    if found is None or not is_deposit(found) or found.client.code != draft.client.code:
        subject = phrase("deposit", name=number)
        raise ConflictError(subject, phrase("of-client", name=draft.client), None)
    standing = DepositStanding.of(found, transaction)
    standing.check_there()
    return standing
