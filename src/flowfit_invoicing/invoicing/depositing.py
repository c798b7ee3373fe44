"""Deposits on the documents of the work: deducted, all or in part, or left out."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

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
    DepositUnpaidError,
    draft_named,
    phrase,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money
from flowfit_invoicing.ports import Search, Transaction

from . import pages
from .deposit_standing import DepositStanding, is_deposit


def settled(
    draft: InvoiceDraft, transaction: Transaction, numbers: Iterable[str] | None
) -> InvoiceDraft:
    """Deduct from a draft all deposits of its projects, or those of some *numbers*.

    What the draft cannot bear of one stays open.

    Raises:
        ConflictError: If there is no such deposit of its client.
        DepositDeductedError: If nothing of one is open any more.
        DepositUnpaidError: If the money of one is not there.
        DepositTooLargeError: If the draft bears nothing of one that was asked for.
    """
    if not draft.lines:
        return draft
    if numbers is None:
        return _with(_open(draft, transaction), draft)
    asked = tuple_of(str, numbers)
    found = _with([_there(each, draft, transaction) for each in asked], draft)
    for number in asked:
        if number not in found.deposits:
            left = _asked(number, draft, transaction).left
            raise DepositTooLargeError((number,), left, left * 0)
    return found


def settled_again(
    fresh: InvoiceDraft, before: InvoiceDraft, transaction: Transaction
) -> InvoiceDraft:
    """Deduct what a draft deducted *before*, as far as it is there and borne now.

    Where a person has deducted less than the draft bore, no more is deducted.
    """
    found = (_found(each.number, before, transaction) for each in before.before_it)
    there = [each for each in found if each is not None and each.is_held]
    bare = evolve(fresh, deductions=(), prepayments=())
    known = {each.number: each for each in before.before_it}
    whole = {each.number: each for each in _with(there, before).before_it}
    typed = {
        number: each for number, each in known.items() if each != whole.get(number)
    }
    return _with(there, bare, typed)


def deposits_told(before: InvoiceDraft, after: InvoiceDraft) -> Iterator[Finding]:
    """Tell of which deposits a draft deducts another amount than before."""
    now = _amounts(after)
    for number, amount in _amounts(before).items():
        left = now.get(number, amount * 0)
        if left != amount:
            yield Finding.warning(
                "deposit-changed", deposit=number, before=amount, after=left
            )


def _amounts(draft: InvoiceDraft) -> Mapping[str, Money]:
    """Give what a draft deducts of each deposit: before tax, where it was taxed."""
    return {each.number: _amount(each) for each in draft.before_it}


def _amount(each: Deduction | Prepayment) -> Money:
    return each.net if isinstance(each, Deduction) else each.amount


def _with(
    standings: Iterable[DepositStanding],
    draft: InvoiceDraft,
    typed: Mapping[str, Deduction | Prepayment] = MappingProxyType({}),
) -> InvoiceDraft:
    """Deduct what is open of deposits, or typed in, as far as the draft bears it."""
    several = [
        (each.taxes, _as_deducted(typed.get(each.deposit.number, each.open), each))
        for each in standings
        if each.left
    ]
    bare = evolve(draft, deductions=(), prepayments=())
    deductions, room = list[Deduction](), nets_by_taxes(bare)
    for taxes, offered in several:
        if isinstance(offered, Deduction):
            found = borne(offered, taxes, room)
            deductions += [found] if found.net else []
    bare = evolve(bare, deductions=deductions)
    prepayments, due = list[Prepayment](), bare.totals.gross
    for _, offered in several:
        if isinstance(offered, Prepayment):
            paid = borne_of(offered, due)
            due -= paid.amount
            prepayments += [paid] if paid.amount else []
    return evolve(bare, prepayments=prepayments)


def check_deposits(draft: InvoiceDraft, transaction: Transaction) -> None:
    """Make sure that the deposits of a draft are still there, as they are deducted.

    Raises:
        ConflictError: If there is no such deposit, or it says something else.
        DepositDeductedError: If less of one is open than the draft deducts.
        DepositUnpaidError: If the money of one is not there.
    """
    for each in draft.before_it:
        standing = _asked(each.number, draft, transaction)
        _check_covered(each, standing)
        _check_held(standing)
        expected = _as_deducted(each, standing)
        if each != expected:
            subject = phrase("deposits-of", of=draft_named(draft.id))
            raise ConflictError(subject, repr(expected), repr(each))


def _check_covered(asked: Deduction | Prepayment, standing: DepositStanding) -> None:
    if _amount(asked) > standing.left and standing.holder is not None:
        raise DepositDeductedError(asked.number, standing.holder)


def _check_held(standing: DepositStanding) -> None:
    if not standing.is_held:
        raise DepositUnpaidError(standing.deposit.number)


def _as_deducted(
    asked: Deduction | Prepayment, standing: DepositStanding
) -> Deduction | Prepayment:
    """Give how so much of a deposit is deducted, as far as it is open."""
    found = standing.open
    if isinstance(asked, Deduction) and isinstance(found, Deduction):
        nets = nets_of(asked, standing.taxes)
        return portion(found, nets) if asked.net <= found.net else found
    if isinstance(asked, Prepayment) and isinstance(found, Prepayment):
        return borne_of(found, asked.amount)
    return found


def note_deposits(invoice: Invoice, transaction: Transaction, by: str | None) -> None:
    """Note that the deposits of an invoice are deducted."""
    for number in invoice.deposits:
        applied = Applied(on=invoice.issue_date, by=by, document=invoice.number)
        transaction.add_event(invoice.seller.identity, number, applied)


def left_out(draft: InvoiceDraft, transaction: Transaction) -> Iterator[Finding]:
    """Tell which deposits of its projects a draft doesn't deduct, or not all of.

    Where they were taxed, the final invoice would owe the tax a second time (in
    Germany, § 14c UStG).
    """
    used = _amounts(draft)
    for standing in _open(draft, transaction):
        number = standing.deposit.number
        if number not in used:
            yield Finding.warning("deposit-left-out", deposit=number)
        elif standing.left > used[number]:
            rest = standing.left - used[number]
            yield Finding.warning("deposit-rest", deposit=number, rest=rest)


def on_other_drafts(draft: InvoiceDraft, transaction: Transaction) -> Iterator[Finding]:
    """Tell which deposits other saved drafts deduct too, more of them than is there."""
    wanted = _amounts(draft)
    if not wanted:
        return
    search = Search(client=draft.client.code)
    saved = pages.drafts(draft.seller.identity, transaction, search)
    others = [(each.id, _amounts(each)) for each in saved if each.id != draft.id]
    for number, amount in wanted.items():
        standing = _found(number, draft, transaction)
        holders = {id_: its[number] for id_, its in others if number in its}
        if standing is None or not holders or amount > standing.left:
            continue  # which is told already
        together = Money.total(holders.values(), amount.currency) + amount
        if together > standing.left:
            holder = draft_named(next(iter(holders)))
            yield Finding.warning("deposit-on-drafts", deposit=number, holder=holder)


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
    standing = _found(number, draft, transaction)
    if standing is None:
        subject = phrase("deposit", name=number)
        raise ConflictError(subject, phrase("of-client", name=draft.client), None)
    standing.check_there()
    return standing


def _there(
    number: str, draft: InvoiceDraft, transaction: Transaction
) -> DepositStanding:
    standing = _asked(number, draft, transaction)
    _check_held(standing)
    return standing


def _found(
    number: str, draft: InvoiceDraft, transaction: Transaction
) -> DepositStanding | None:
    """Look up a deposit of the client of a draft."""
    found = transaction.document(draft.seller.identity, number)
    if found is None or not is_deposit(found) or found.client.code != draft.client.code:
        return None
    return DepositStanding.of(found, transaction)
