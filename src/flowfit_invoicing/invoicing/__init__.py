"""The use cases: propose, keep, issue and send invoices, through the ports alone."""

from .clock import today_in
from .delivering import Delivery
from .house import Invoicing
from .parting import Remaining
from .proposing import ProjectToInvoice

__all__ = ["Delivery", "Invoicing", "ProjectToInvoice", "Remaining", "today_in"]
