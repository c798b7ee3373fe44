"""Ask for a deposit: so much of what a project comes to, taxed as its work is."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from attrs import evolve

from flowfit_invoicing.documents import (
    InvoiceDraft,
    InvoiceLine,
    ProjectRef,
    deposit_line,
    nets_by_taxes,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import DepositTooLargeError, UnpricedTasksError
from flowfit_invoicing.money import EXACT, Money, rounded, spread
from flowfit_invoicing.parties import Party
from flowfit_invoicing.ports import InvoiceStore, Search
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import Tax, TaxRules
from flowfit_invoicing.work import Project

from . import pages, parting
from .books import books_of
from .deposit_standing import DepositStanding, is_deposit
from .proposing import billable, draft_of, only_client


def taxes_deposits(rules: object) -> bool:
    """Ask the rules of a regime if a deposit is taxed when it is paid.

    Raises:
        InvalidValueError: If they don't say.
    """
    told = getattr(rules, "taxes_deposits", None)
    if not isinstance(told, bool):
        raise refused(rules, "expected tax rules that say if taxes_deposits")
    return told


def create_deposit(
    project: Project,
    *,
    asked: parting.Asked,
    seller: Party,
    engine: PricingEngine,
    taxes: TaxRules,
    store: InvoiceStore,
    today: date,
) -> InvoiceDraft:
    """Make the draft of a deposit for a project: an amount before tax.

    Where it is taxed, it has a line for all work that is taxed alike, in proportion to
    what earlier deposits have left of it. What a project comes to is not known as long
    as it has no work, or work without a price; then an amount is taken as it is.

    Raises:
        InvalidValueError: If the project has no client, nothing is asked for, or the
            rules don't say if deposits are taxed.
        DepositTooLargeError: If all its deposits are more than the project.
        UnpricedTasksError: If a percent is asked of what cannot be priced.
        TaxUndeterminedError: If the taxes cannot be determined.
    """
    engine = engine.invoiced_on(today)
    currency = engine.currency_for(only_client((project,)))
    taxed_now = taxes_deposits(taxes)

    def draft(*lines: InvoiceLine) -> InvoiceDraft:
        return draft_of(
            lines, (project,), seller=seller, engine=engine, taxes=taxes, today=today
        )

    work = _work(project, asked, engine, store, seller)
    if asked.amount is not None:
        amount = parting.amount_in(currency, asked.amount)
    elif asked.percent is not None:
        net = draft(*work).totals.net.amount
        exact = EXACT.scaleb(EXACT.multiply(net, asked.percent), -2)
        amount = parting.amount_in(currency, rounded(exact, currency.digits))
    else:
        raise refused(None, "expected a percent or an amount")
    whole, before = draft(*work), _before(project, seller, store)
    if work:
        total = whole.totals.net if taxed_now else whole.totals.gross
        _check_covered(project.number, Money(amount, currency), before, total)
    reference = ProjectRef.of(project)
    lines = (
        deposit_line(
            Money(part, currency),
            reference,
            taxed=taxed_now,
            taxes=None if own == whole.taxes else own,
        )
        for own, part in _split(amount, whole, before, is_taxed=taxed_now)
        if part
    )
    return evolve(draft(*lines), for_deposit=taxed_now)


def _work(
    project: Project,
    asked: parting.Asked,
    engine: PricingEngine,
    store: InvoiceStore,
    seller: Party,
) -> tuple[InvoiceLine, ...]:
    """Give all lines of a project, billed or not; none if nobody knows them yet."""
    part = billable(project, engine)
    books = books_of((part,), store, seller.identity)
    try:
        left = parting.remaining(
            (part,), books, engine=engine, store=store, seller=seller.identity
        )
    except UnpricedTasksError:
        if asked.percent is not None:
            raise
        return ()
    return tuple(_taxed_by_rules(each.line) for each in left.lines)


def _taxed_by_rules(line: InvoiceLine) -> InvoiceLine:
    """Forget the taxes that the line of an earlier document had, unless set by hand."""
    by_hand = line.details is not None and line.details.taxes_by_hand
    return line if by_hand else line.with_taxes(None)


def _before(
    project: Project, seller: Party, store: InvoiceStore
) -> list[DepositStanding]:
    """Give the deposits of a project that still stand for something."""
    code = None if project.client is None else project.client.code
    search = Search(client=code, project=project.number)
    with store.reading() as transaction:
        standings = [
            DepositStanding.of(each, transaction)
            for each in pages.documents(seller.identity, transaction, search)
            if is_deposit(each)
        ]
    return [each for each in standings if each.asked]


def _check_covered(
    project: str, amount: Money, before: list[DepositStanding], whole: Money
) -> None:
    together = Money.total((each.asked for each in before), whole.currency) + amount
    if together > whole:
        numbers = (project, *(each.deposit.number for each in before))
        raise DepositTooLargeError(numbers, together, whole)


def _split(
    amount: Decimal,
    whole: InvoiceDraft,
    before: list[DepositStanding],
    *,
    is_taxed: bool,
) -> Iterator[tuple[tuple[Tax, ...], Decimal]]:
    """Give what of a deposit is taxed alike, by largest remainder."""
    nets = nets_by_taxes(whole)
    if not is_taxed or not nets:
        yield whole.taxes, amount
        return
    for standing in before:
        for taxes, net in nets_by_taxes(standing.deposit).items():
            if taxes in nets:
                nets[taxes] = max(EXACT.subtract(nets[taxes], net), Decimal(0))
    parts = spread(amount, tuple(nets.values()), whole.currency.digits)
    yield from zip(nets, parts, strict=True)
