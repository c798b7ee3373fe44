"""Issued documents chained by hashes, so that a change by hand is found.

Each link holds the canonical JSON of a document and the hash of the link before it, and
its own hash is over both. Whoever changes a document must make all later links anew; a
hash that is kept elsewhere, such as on a document sent to the client, tells even that.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from attrs import field, frozen

from flowfit_invoicing.documents import Issued
from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.errors import InvoicingError
from flowfit_invoicing.findings import Finding

from .envelopes import from_json, to_json

BEGINNING = "0" * 64
"""What the first link of a chain has in place of a hash before it."""

_HASH = re.compile("[0-9a-f]{64}")
_TEXT = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]*")
"""All but controls, line breaks and halves of letters: French has spaces of its own."""


def _text(value: str) -> str:
    if not isinstance(value, str) or not _TEXT.fullmatch(value):
        raise refused(value, "expected JSON on one line")
    return str.__str__(value)


def _hash(value: str) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise refused(value, "expected a SHA-256 in 64 hexadecimal digits")
    return value


@frozen
class Link:
    """An issued document as it was written, and what chains it to the one before."""

    text: str = field(converter=_text)
    """Canonical JSON, which stays what it is whatever later versions write."""

    previous: str = field(converter=_hash)
    hash: str = field(converter=_hash)
    """SHA-256 of the previous hash, a line break and the text in UTF-8."""

    @property
    def document(self) -> Issued:
        """The document.

        Raises:
            SerializingError: If the text was changed into something else.
            SumsDifferError: If it does not add up any more.
        """
        return from_json(self.text, Issued)


def seal(document: Issued, previous: str = BEGINNING) -> Link:
    """Chain a document to the one that was issued before it.

    Raises:
        InvalidValueError: If it is not issued, or the hash is none.
    """
    if not isinstance(document, Issued):
        raise refused(document, "expected an issued document")
    text = to_json(document)
    return Link(text, previous, _sealed(previous, text))


def chained(documents: Iterable[Issued], previous: str = BEGINNING) -> tuple[Link, ...]:
    """Chain documents in the order in which they were issued."""
    links: list[Link] = []
    for document in tuple_of(Issued, documents):
        links.append(seal(document, links[-1].hash if links else previous))
    return tuple(links)


def verify_chain(
    links: Iterable[Link], previous: str = BEGINNING, *, last: str | None = None
) -> tuple[Finding, ...]:
    """Tell each link that was changed, and each place where the chain is broken.

    *previous* is what the first one must follow; *last*, if it is known, the hash of
    the last one, without which nobody can tell that links are missing at the end.
    """
    return tuple(_findings(tuple_of(Link, links), previous, last))


def _findings(
    links: tuple[Link, ...], previous: str, last: str | None
) -> Iterator[Finding]:
    known = {previous, *(link.hash for link in links)}
    for position, link in enumerate(links, 1):
        if link.hash != _sealed(link.previous, link.text):
            yield _broken("link-changed", link, position)
        if link.previous != previous:
            is_displaced = link.previous in known
            code = "link-displaced" if is_displaced else "link-missing"
            yield _broken(code, link, position)
        previous = link.hash
    if last is not None and previous != last:
        yield Finding("chain-ends-early", "error", ())


def _broken(code: str, link: Link, position: int) -> Finding:
    return Finding(code, "error", _number(link), (("position", position),))


def _number(link: Link) -> tuple[str, ...]:
    """Give the number of a document, or nothing if it says none any more."""
    try:
        return (link.document.number,)
    except InvoicingError:
        return ()


def _sealed(previous: str, text: str) -> str:
    return sha256(f"{previous}\n{text}".encode()).hexdigest()
