"""What a person has put on a quote, carried over to work that was priced anew."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from flowfit_invoicing.documents import (
    DescriptionPattern,
    InvoiceDraft,
    InvoiceLine,
    PercentAllowance,
    PercentCharge,
    Quote,
    carried,
    paired,
    with_minima_of_all,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import CurrencyMismatchError

_SAID = (
    *("notes", "internal_notes", "client_reference", "cost_centre", "contact"),
    *("language", "grouping", "recipients", "cc"),
)
"""What a person has said on a quote that its invoice says too."""

_ELSE = ("period", "purchase_order")
"""Likewise, where the quote says it; else what the work says."""

_PERCENTS = (PercentAllowance, PercentCharge)


def with_what_was_said(
    draft: InvoiceDraft, quote: Quote, *, first: bool = True, as_done: bool = False
) -> InvoiceDraft:
    """Give a draft of work that was priced anew with what a person has put on a quote.

    A line of the same work has what was agreed about it, its description and its taxes
    set by hand, and stands where it stood. What was typed in, and sums on the whole,
    come with the *first* invoice only; percentages with each. Work that is billed
    *as_done* is counted as it was done, whatever count was agreed.

    Raises:
        InvalidValueError: If the work is for another client than the quote.
        CurrencyMismatchError: If it is priced in another currency.
    """
    if draft.client.code != quote.client.code:
        raise refused(draft.client.code, f"expected client {quote.client.code}")
    if draft.currency != quote.currency:
        raise CurrencyMismatchError(quote.currency, draft.currency)
    said = {name: getattr(quote, name) for name in _SAID}
    said |= {name: getattr(quote, name) or getattr(draft, name) for name in _ELSE}
    if quote.taxes_by_hand:
        said |= {"taxes": quote.taxes, "taxes_by_hand": True}
    agreed = quote.adjustments
    if not first:
        agreed = tuple(each for each in agreed if isinstance(each, _PERCENTS))
    several = _lines(quote, draft.lines, first=first, as_done=as_done)
    lines = with_minima_of_all(tuple(several))
    return evolve(
        draft, **said, lines=lines, adjustments=agreed, quote_number=quote.number
    )


def _lines(
    quote: Quote, work: Iterable[InvoiceLine], *, first: bool, as_done: bool
) -> Iterator[InvoiceLine]:
    """Give lines of work, and those typed in, in the order of the quote."""
    pattern = pattern_of(quote.lines)
    described = work if pattern is None else (e.described_by(pattern) for e in work)
    for before, after in paired(quote.lines, described):
        if before is not None and not before.is_computed:
            if first:
                yield before
        elif before is not None and after is not None:
            yield carried(before, after, as_done=as_done)
        elif after is not None:
            yield after


def pattern_of(lines: Iterable[InvoiceLine]) -> DescriptionPattern | None:
    """Give the pattern by which lines of tasks are described, if they have one."""
    patterns = (
        line.project.descriptions
        for line in lines
        if line.origin is not None and line.project is not None
    )
    return next(patterns, None)
