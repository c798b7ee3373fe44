"""What prices were converted by, and whether that still holds on the day."""

from datetime import date

from flowfit_invoicing.documents import (
    InvoiceDraft,
    InvoiceLine,
    Quote,
    exchange_rates,
)
from flowfit_invoicing.errors import ConflictError, draft_named, phrase
from flowfit_invoicing.pricing import ExchangeDay, PricingEngine


def check_exchange(
    draft: InvoiceDraft,
    engine: PricingEngine,
    on: date,
    day: ExchangeDay,
    quote: Quote | None = None,
) -> None:
    """Make sure that prices were converted by the rates of *on*, if its *day* decides.

    What was quoted already stays as it was converted then, and so does what was begun
    to be billed.

    Raises:
        ConflictError: If they were converted by those of another day.
        ExchangeRateMissingError: If nobody knows the rate of the day.
    """
    if engine.exchange is None or engine.exchange_day not in (day, "issued"):
        return
    quoted = () if quote is None else quote.exchange_rates
    for found in exchange_rates(line for line in draft.lines if not _is_begun(line)):
        if found in quoted:
            continue
        expected = engine.exchange.rate(found.source, found.target, on)
        if found != expected:
            subject = phrase("exchange-rate-of", of=draft_named(draft.id))
            raise ConflictError(subject, expected, found)


def _is_begun(line: InvoiceLine) -> bool:
    return line.part is not None and bool(line.part.before)
