"""What is wrong or doubtful about a draft, told before it is issued.

Each rule is a function that gives findings; none of them raises.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from flowfit_invoicing.errors import (
    EmptyDraftError,
    IncompleteDraftError,
    InvoicingError,
    NoRecipientError,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money, smallest

from .bills import Bill

_CANADIAN = ("GST", "HST", "QST")
_SMALL = Decimal(100)


def check_draft(bill: Bill, draft_id: str | None, on: date | None) -> Iterator[Finding]:
    """Give all that is wrong or doubtful about a draft, issued on a day if known."""
    if not bill.lines:
        yield Finding.of(EmptyDraftError(draft_id))
    for rule in _RULES:
        yield from rule(bill)
    if on is not None:
        yield from _due_date(bill, on)


def refuse_incomplete(bill: Bill, draft_id: str | None, on: date) -> None:
    """Make sure that nothing is wrong with a draft; what is doubtful may be.

    Raises:
        EmptyDraftError: If there is no line.
        IncompleteDraftError: If something else is missing, with all that is.
    """
    if not bill.lines:
        raise EmptyDraftError(draft_id)
    findings = check_draft(bill, draft_id, on)
    wrong = tuple(each for each in findings if each.severity == "error")
    if wrong:
        raise IncompleteDraftError(draft_id, wrong)


def _purchase_order(bill: Bill) -> Iterator[Finding]:
    if bill.client.requires_purchase_order and bill.purchase_order is None:
        facts = {"client": bill.client.code}
        yield Finding("purchase-order-required", "error", (), facts)


def _registrations(bill: Bill) -> Iterator[Finding]:
    """Ask for the seller's number of each tax that is charged.

    A client gets GST, HST and QST back only if it is on the document, for a total of
    100.00 CAD and more (Input Tax Credit Information (GST/HST) Regulations, SOR/91-45,
    s. 3, since 20 April 2021; Quebec asks for the same). From 500.00 on the name of
    the buyer and the terms of payment are asked for too, which all documents have.
    VAT asks for the number whatever the amount (Directive 2006/112/EC, art. 226(3)).
    """
    totals = bill.totals
    small = bill.currency.code == "CAD" and totals.gross.amount < _SMALL
    for row in totals.taxes:
        tax = row.tax
        excused = small and tax.code in _CANADIAN
        if tax.percent and tax.registration is None and not excused:
            facts = {"tax": tax.name, "seller": bill.seller.name}
            yield Finding("registration-missing", "warning", (), facts)


def _addresses(bill: Bill) -> Iterator[Finding]:
    """Ask for the postal address of both parties (EN 16931, BR-08 and BR-10)."""
    for party in (bill.seller, bill.buyer):
        if party.address is None:
            yield Finding.warning("address-missing", party=party.name)


def _emails(bill: Bill) -> Iterator[Finding]:
    if bill.seller.email is None:
        yield Finding.warning(NoRecipientError.code, party=bill.seller.name)
    if not bill.mail_to:
        yield Finding.warning(NoRecipientError.code, party=bill.buyer.name)


def _contact(bill: Bill) -> Iterator[Finding]:
    if bill.attention is None:
        yield Finding.warning("contact-missing", client=bill.client.code)


def _zeros(bill: Bill) -> Iterator[Finding]:
    for number, line in enumerate(bill.lines, start=1):
        if not line.net:
            facts = {"line": number, "description": line.description}
            yield Finding("zero-line", "warning", (), facts)


def _total(bill: Bill) -> Iterator[Finding]:
    """Tell each sum that is below zero; a document that pays out is a credit note.

    What a tax is on is added up over its rates, since a deposit may have been taxed at
    one that holds no more.
    """
    totals = bill.totals
    taxables = dict[tuple[str, str], Money]()
    for row in totals.taxes:
        kind = row.tax.code, row.tax.category
        taxables[kind] = taxables.get(kind, row.taxable * 0) + row.taxable
    sums = [totals.net, *taxables.values()]
    if (totals.gross + _cents(bill)).amount < 0:
        sums.append(totals.gross)
    for found in dict.fromkeys(each for each in sums if each.amount < 0):
        yield Finding("negative-total", "error", (), {"amount": found})


def _cents(bill: Bill) -> Money:
    """Give what taxes of deposits may come to above the tax of the whole.

    Each was rounded by itself, so a final invoice of nothing may be cents below zero.
    """
    roundings = len(bill.deductions) * len(bill.totals.taxes)
    return Money(smallest(bill.currency.digits), bill.currency) * roundings


def _tax_of_deposits(bill: Bill) -> Iterator[Finding]:
    """Tell which taxes leave cents, though deposits have paid all that they are on."""
    for row in bill.totals.taxes:
        if row.amount and not row.taxable:
            taxes = (each for deposit in bill.deductions for each in deposit.taxes)
            amounts = (each.amount for each in taxes if each.tax == row.tax)
            of_deposits = Money.total(amounts, bill.currency)
            yield Finding.warning(
                "tax-of-deposits",
                tax=row.tax.name,
                of_deposits=of_deposits,
                of_whole=of_deposits + row.amount,
            )


def _due_date(bill: Bill, on: date) -> Iterator[Finding]:
    try:
        bill.client.payment_terms.due(on)
    except InvoicingError as error:
        yield Finding.of(error)


_RULES: tuple[Callable[[Bill], Iterator[Finding]], ...] = (
    _purchase_order,
    _zeros,
    _total,
    _tax_of_deposits,
    _registrations,
    _addresses,
    _emails,
    _contact,
)
