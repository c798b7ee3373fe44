"""The use cases: propose, keep, issue and send invoices, through the ports alone."""

from .clock import today_in
from .delivering import Delivery
from .house import Invoicing
from .proposing import ProjectToInvoice
from .refreshing import RefreshedDraft

__all__ = ["Delivery", "Invoicing", "ProjectToInvoice", "RefreshedDraft", "today_in"]
