"""What the tax rules say of a document, when it is made and when it is issued."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.documents import InvoiceDraft, InvoiceLine
from flowfit_invoicing.errors import ConflictError, draft_named, phrase
from flowfit_invoicing.parties import Party
from flowfit_invoicing.tax import Tax, TaxRules


def taxed(
    lines: Iterable[InvoiceLine],
    rules: TaxRules,
    seller: Party,
    buyer: Party,
    *,
    issued: date,
    supplied: date | None,
) -> tuple[tuple[Tax, ...], tuple[InvoiceLine, ...]]:
    """Give the taxes of a document, and its lines with their own where they differ."""

    def ask(service: ClientService | None) -> tuple[Tax, ...]:
        return rules.taxes_for(seller, buyer, service, issued=issued, supplied=supplied)

    document = ask(None)
    several = tuple(lines)
    services = {line.service.code: line.service for line in several if line.service}
    own = {code: ask(service) for code, service in services.items()}
    return document, tuple(
        line
        if line.service is None or own[line.service.code] == document
        else line.with_taxes(own[line.service.code])
        for line in several
    )


def retaxed(draft: InvoiceDraft, rules: TaxRules, on: date) -> InvoiceDraft:
    """Give a draft with the taxes of a day, unless a person has set them.

    Raises:
        TaxUndeterminedError: If the taxes cannot be determined.
    """
    if draft.taxes_by_hand:
        return draft
    computed = [line for line in draft.lines if _is_taxed_by_rules(line)]
    document, lines = _taxed_on(draft, computed, rules, on)
    own = iter(lines)
    return evolve(
        draft,
        taxes=document,
        lines=[next(own) if _is_taxed_by_rules(line) else line for line in draft.lines],
    )


def _taxed_on(
    draft: InvoiceDraft, lines: list[InvoiceLine], rules: TaxRules, on: date
) -> tuple[tuple[Tax, ...], tuple[InvoiceLine, ...]]:
    """Ask the rules again about some lines of a draft, and about the draft."""
    return taxed(
        (line.with_taxes(None) for line in lines),
        rules,
        draft.seller,
        draft.buyer,
        issued=on,
        supplied=day_of_supply(draft.lines),
    )


def check_taxes(draft: InvoiceDraft, rules: TaxRules, on: date) -> None:
    """Make sure that the taxes of a draft are still those of the day.

    Raises:
        ConflictError: If they have changed and nobody has set them by hand.
    """
    if draft.taxes_by_hand:
        return
    computed = [line for line in draft.lines if _is_taxed_by_rules(line)]
    document, lines = _taxed_on(draft, computed, rules, on)
    expected = [document, *(line.taxes for line in lines)]
    found = [draft.taxes, *(line.taxes for line in computed)]
    if expected != found:
        subject = phrase("taxes-of", of=draft_named(draft.id))
        raise ConflictError(subject, _each_once(expected), _each_once(found))


def _is_taxed_by_rules(line: InvoiceLine) -> bool:
    """Tell if a line has the taxes of the rules: the engine's, unless set by hand."""
    if line.details is not None and line.details.taxes_by_hand:
        return False
    return line.is_computed


def day_of_supply(lines: Iterable[InvoiceLine]) -> date | None:
    """Give the day on which the last of the tasks was completed."""
    days = (line.origin.task.completed_on for line in lines if line.origin is not None)
    return max((day for day in days if day is not None), default=None)


def _each_once(taxes: Iterable[tuple[Tax, ...] | None]) -> tuple[Tax, ...]:
    return tuple(dict.fromkeys(tax for several in taxes for tax in several or ()))
