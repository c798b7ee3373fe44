"""The tax of parts beside the tax of the whole: a cent of difference is legitimate.

Each part is taxed as a document of its own, so each tax is rounded once a part.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from flowfit_invoicing.documents.bills import Bill
from flowfit_invoicing.documents.tax_rows import TaxRow
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import EXACT, Money, rounded
from flowfit_invoicing.tax import Tax


def check_parts(parts: Iterable[Bill]) -> tuple[Finding, ...]:
    """Tell which taxes of some parts differ from those of all that they bill.

    They differ by half a cent for each part and the whole at most.
    """
    by_tax: dict[Tax, list[TaxRow]] = {}
    for part in parts:
        for row in part.totals.taxes:
            by_tax.setdefault(row.tax, []).append(row)
    return tuple(
        finding for tax, rows in by_tax.items() for finding in _findings(tax, rows)
    )


def _findings(tax: Tax, rows: list[TaxRow]) -> Iterator[Finding]:
    currency = rows[0].amount.currency
    of_parts = Money.total((row.amount for row in rows), currency)
    taxable = Money.total((row.taxable for row in rows), currency)
    of_whole = Money(_tax_on(taxable.amount, tax, currency.digits), currency)
    if of_parts != of_whole:
        facts = {"tax": tax.name, "of_parts": of_parts, "of_whole": of_whole}
        yield Finding.warning("tax-of-parts", **facts)


def _tax_on(taxable: Decimal, tax: Tax, digits: int) -> Decimal:
    return rounded(EXACT.scaleb(EXACT.multiply(taxable, tax.percent), -2), digits)
