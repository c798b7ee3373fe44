"""Texts of version 1 that were written once are read by every later version.

Nothing writes these files again. A new kind of value gets one by hand: the text that
`to_json(value, indent=2)` gives, with a line break behind it.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing.serializing import from_json, read_json, to_json
from flowfit_invoicing.serializing.names import NAMES, name_of

FOLDER = Path(__file__).parent / "golden" / "v1"
FILES = {path.stem: path for path in sorted(FOLDER.glob("*.json"))}


def text_of(name: str) -> str:
    """Read a file, byte for byte."""
    return FILES[name].read_bytes().decode()


def test_one_of_each() -> None:
    """Each kind of value has its file; a new one is written once, by hand."""
    assert sorted(FILES) == sorted(NAMES)


@pytest.mark.parametrize("name", FILES)
def test_is_read(name: str) -> None:
    """A file is read as what it says, and no sum of it is doubtful."""
    reading = read_json(text_of(name))
    assert name_of(type(reading.value)) == name
    assert reading.findings == ()


@pytest.mark.parametrize("name", FILES)
def test_is_written_alike(name: str) -> None:
    """What was read is written in the same words, and is equal when it is read again.

    So a part that is added later has a usual value, and a hash stays what it is.
    """
    value = from_json(text_of(name))
    assert to_json(value, indent=2) + "\n" == text_of(name)
    assert from_json(to_json(value)) == value


FACTS: dict[str, tuple[str, Callable[[Any], object], object]] = {
    "an amount": ("money", str, "18.50 CAD"),
    "the number of an invoice": ("invoice", str, "F-8"),
    "the day of an invoice": ("invoice", lambda i: i.issue_date, date(2026, 11, 24)),
    "who sells": ("invoice", lambda i: i.seller.name, "Traduction Laval inc."),
    "who buys": ("invoice", lambda i: i.client.code, "ACME"),
    "the order of a client": ("invoice", lambda i: i.purchase_order, "PO-77"),
    "what is due": ("invoice", lambda i: str(i.totals.due), "307.08 CAD"),
    "what is taxed": (
        "invoice",
        lambda i: [row.tax.code for row in i.totals.taxes],
        ["GST", "QST"],
    ),
    "a line of a draft": (
        "invoice-draft",
        lambda d: str(d.lines[0].net_amount),
        "65.93 CAD",
    ),
    "why a line costs that": (
        "invoice-line",
        lambda line: [step.kind for step in ffi.explanation(line)],
        [
            *("task", "mapping", "list", "rate", "price", "round"),
            *("adjustment", "part-share", "part"),
        ],
    ),
    "which invoice a note credits": (
        "credit-note",
        lambda note: note.preceding.number,
        "F-2026-7",
    ),
    "until when a quote holds": (
        "quote",
        lambda quote: quote.valid_until,
        date(2026, 12, 24),
    ),
    "what a payment pays": (
        "payment",
        lambda payment: [each.number for each in payment.allocations],
        ["F-2026-7"],
    ),
}
"""Words for a fact, the file that says it, how it is asked, and what it is."""


@pytest.mark.parametrize(("name", "ask", "expected"), FACTS.values(), ids=FACTS)
def test_means_what_it_meant(
    name: str, ask: Callable[[Any], object], expected: object
) -> None:
    """What a text of version 1 says is what it said when it was written."""
    assert ask(from_json(text_of(name))) == expected
