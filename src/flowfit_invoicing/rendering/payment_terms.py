"""Payment terms in words (BT-20)."""

from decimal import Decimal

from flowfit_invoicing.locales import Formatter, formatter, spoken
from flowfit_invoicing.parties import PaymentTerms
from flowfit_invoicing.work import DAY, Quantity


def terms_text(terms: PaymentTerms, locale: str) -> str:
    """Write terms in the language of *locale*, French or else English.

    >>> terms_text(PaymentTerms.end_of_month_plus(10), "en-CA")
    'Payable 10 days after the end of the month of the invoice'
    """
    return written(terms, formatter(spoken(locale)))


def written(terms: PaymentTerms, words: Formatter) -> str:
    """Write terms as a sentence of its own."""
    text = _instalments(terms, words) if terms.parts else _plain(terms, words)
    if terms.discount is not None:
        text = words.label(
            "terms-discount",
            terms=text,
            percent=words.percent(terms.discount.percent),
            days=_days(terms.discount.days),
        )
    return text[0].upper() + text[1:]


def _instalments(terms: PaymentTerms, words: Formatter) -> str:
    parts = (
        words.label(
            "terms-part",
            percent=words.percent(part.percent),
            terms=_plain(part.terms, words),
        )
        for part in terms.parts
    )
    return "; ".join(parts)


def _plain(terms: PaymentTerms, words: Formatter) -> str:
    if terms.fixed is not None:
        return words.label("terms-fixed", day=terms.fixed)
    if terms.counted == "day-of-next-month":
        return words.label("terms-day-of-next-month", day=Decimal(terms.days))
    if not terms.days:
        return words.label(_AT_ONCE[terms.counted])
    return words.label(f"terms-{terms.counted}", days=_days(terms.days))


_AT_ONCE = {
    "net": "terms-receipt",
    "end-of-month-plus": "terms-end-of-month",
    "days-then-end-of-month": "terms-end-of-month",
}


def _days(days: int) -> Quantity:
    return Quantity(days, DAY)
