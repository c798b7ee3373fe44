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
from .coming_to import ComingTo
from .deposit_standing import DepositStanding, is_deposit
from .proposing import draft_of, only_client


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
    what earlier deposits have left of it. What a project comes to is what an accepted
    quote says, or its work as priced now; not known as long as it has no work, or work
    without a price: then an amount is taken as it is.

    Raises:
        InvalidValueError: If the project has no client, nothing is asked for, or the
            rules don't say if deposits are taxed.
        DepositTooLargeError: If open deposits are more than what no document bills.
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

    work = _coming_to(project, asked, engine, store, seller, today)
    if asked.amount is not None:
        amount = parting.amount_in(currency, asked.amount)
    elif asked.percent is not None:
        net = draft(*work.whole).totals.net.amount
        exact = EXACT.scaleb(EXACT.multiply(net, asked.percent), -2)
        amount = parting.amount_in(currency, rounded(exact, currency.digits))
    else:
        raise refused(None, "expected a percent or an amount")
    left, before = draft(*work.left), _before(project, seller, store)
    if work.whole:
        total = left.totals.net if taxed_now else left.totals.gross
        _check_covered(project.number, Money(amount, currency), before, total)
    reference = ProjectRef.of(project)
    lines = (
        deposit_line(
            Money(part, currency),
            reference,
            taxed=taxed_now,
            taxes=None if own == left.taxes else own,
        )
        for own, part in _split(amount, left, before, is_taxed=taxed_now)
        if part
    )
    return evolve(draft(*lines), for_deposit=taxed_now)


def _coming_to(
    project: Project,
    asked: parting.Asked,
    engine: PricingEngine,
    store: InvoiceStore,
    seller: Party,
    today: date,
) -> ComingTo:
    """Give all lines of a project, billed or not; none if nobody knows them yet."""
    try:
        return ComingTo.of(
            project, engine=engine, store=store, seller=seller, today=today
        )
    except UnpricedTasksError:
        if asked.percent is not None:
            raise
        return ComingTo((), ())


def _before(
    project: Project, seller: Party, store: InvoiceStore
) -> list[DepositStanding]:
    """Give the deposits of a project of which something is open."""
    code = None if project.client is None else project.client.code
    search = Search(client=code, project=project.number)
    with store.reading() as transaction:
        standings = [
            DepositStanding.of(each, transaction)
            for each in pages.documents(seller.identity, transaction, search)
            if is_deposit(each)
        ]
    return [each for each in standings if each.left]


def _check_covered(
    project: str, amount: Money, before: list[DepositStanding], left: Money
) -> None:
    together = Money.total((each.left for each in before), left.currency) + amount
    if together > left:
        numbers = (project, *(each.deposit.number for each in before))
        raise DepositTooLargeError(numbers, together, left)


def _split(
    amount: Decimal,
    left: InvoiceDraft,
    before: list[DepositStanding],
    *,
    is_taxed: bool,
) -> Iterator[tuple[tuple[Tax, ...], Decimal]]:
    """Give what of a deposit is taxed alike, by largest remainder."""
    nets = nets_by_taxes(left)
    if not is_taxed or not nets:
        yield left.taxes, amount
        return
    for standing in before:
        for taxes, net in standing.nets.items():
            if taxes in nets:
                nets[taxes] = max(EXACT.subtract(nets[taxes], net), Decimal(0))
    parts = spread(amount, tuple(nets.values()), left.currency.digits)
    yield from zip(nets, parts, strict=True)
