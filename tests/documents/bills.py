"""A draft of one line under two taxes, which most tests of documents begin with."""

from datetime import date

from flowfit_invoicing import InvoiceDraft, InvoiceLine, Money, Tax
from tests.quickstart import ACME, AGENCY

GST = Tax("GST", {"en": "GST", "fr": "TPS"}, 5)
QST = Tax("QST", {"en": "QST", "fr": "TVQ"}, "9.975")
DAY = date(2026, 11, 24)


def line(amount: str, currency: str = "CAD") -> InvoiceLine:
    """Make a line that comes to an amount."""
    return InvoiceLine.of("Courier", Money(amount, currency))


COURIER = line("18.50")
DRAFT = InvoiceDraft(
    seller=AGENCY, client=ACME, currency="CAD", lines=[COURIER], taxes=[GST, QST]
)
