"""Names of the files that documents are attached as."""

import re

from flowfit_invoicing.documents import InvoiceDraft, Issued
from flowfit_invoicing.ports import Document

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 80


def file_name(document: Document, ending: str) -> str:
    """Name a file after a document's number, without anything that leads elsewhere."""
    safe = _UNSAFE.sub("-", _name(document)).strip(".-")[:_LONGEST]
    return f"{safe or 'document'}.{ending}"


def _name(document: Document) -> str:
    if isinstance(document, Issued):
        return document.number
    return (isinstance(document, InvoiceDraft) and document.id) or "draft"
