"""Words of ours within the facts of errors, by a code: so each language has them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import field, frozen

from .root import in_words

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "closing": "closing",
        "credit-note": "credit-note {name}",
        "credit-of-client": "credit of client {name}",
        "deposit": "deposit {name}",
        "discounted-payment": "discounted payment of invoice {name}",
        "document": "document {name}",
        "draft": "draft {name}",
        "draft-unsaved": "this draft",
        "exchange-rate-of": "exchange rate of {of}",
        "forfeiture": "its forfeiture",
        "return": "its return",
        "withdrawal": "its withdrawal",
        "deposits-of": "deposits of {of}",
        "paid": "one that is paid",
        "unpaid": "one that is not",
        "awaiting": "one that waits for money",
        "invoice": "invoice {name}",
        "line-of": "line {nth} of {name}",
        "message": "message {name}",
        "number": "number {name}",
        "payment": "payment {name}",
        "quote": "quote {name}",
        "reversal": "reversal {name}",
        "seller": "seller {name}",
        "series": "series {name}",
        "taxes-of": "taxes of {of}",
        "this-document": "this document",
        "a-draft": "a draft",
        "another": "another",
        "as-issued": "as issued",
        "as-kept": "as it is kept",
        "being-delivered": "being delivered",
        "billed": "billed",
        "content-of": "the content of {name}",
        "day-from": "a day from {day} on",
        "given": "one that is given",
        "id-of-documents": "the id {name}, under which its documents are kept",
        "issued": "one that was issued",
        "kept": "one that is kept",
        "new": "a new one",
        "no-reversal": "no reversal itself",
        "not-billed": "not billed yet",
        "not-overdue": "not overdue",
        "not-reversed": "not reversed yet",
        "of-client": "one of {name}",
        "overdue": "overdue",
        "version": "version {number}",
        "waiting": "waiting",
    }
)
"""What each says in English; the braces name its facts."""


def _pairs(value: Iterable[tuple[str, object]]) -> tuple[tuple[str, object], ...]:
    return tuple(value)


@frozen
class Phrase:
    """What is said about something, by a code and pairs of its own facts.

    >>> print(phrase("invoice", name="F-2026-1"))
    invoice F-2026-1
    """

    code: str
    facts: tuple[tuple[str, object], ...] = field(converter=_pairs, default=())

    def __str__(self) -> str:
        words = {name: in_words(fact) for name, fact in self.facts}
        return PHRASES.get(self.code, self.code).format_map(words)


def phrase(code: str, /, **facts: object) -> Phrase:
    """Make a phrase of its facts by their names."""
    return Phrase(code, facts.items())


def draft_named(draft_id: str | None) -> Phrase:
    """Name a draft, which has no id before it was saved."""
    if draft_id is None:
        return phrase("draft-unsaved")
    return phrase("draft", name=draft_id)
