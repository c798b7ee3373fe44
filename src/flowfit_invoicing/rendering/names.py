"""Names of the files that documents are attached as."""

import re

from flowfit_invoicing.documents import Issued
from flowfit_invoicing.ports import Document

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 80


def file_name(document: Document, ending: str) -> str:
    """Name a file after a document's number, without anything that leads elsewhere."""
    number = document.number if isinstance(document, Issued) else document.id or "draft"
    safe = _UNSAFE.sub("-", number).strip(".-")[:_LONGEST]
    return f"{safe or 'document'}.{ending}"
