"""A tax is a rate with a name, and with a reason where nothing is charged."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import InvoiceLine, LocalizedText, Money, Tax
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.tax import optional_taxes, taxes
from tests.documents.bills import DRAFT

GST = Tax("GST", {"en": "GST", "fr": "TPS"}, 5, registration="123456789 RT0001")
QST = Tax("QST", {"en": "QST", "fr": "TVQ"}, "9.975")

WRITTEN = {
    "whole": (GST, "GST 5%"),
    "with decimals": (QST, "QST 9.975%"),
    "none": (Tax("VAT", "VAT", 0, category="Z"), "VAT 0%"),
    "as it was given": (Tax("VAT", "VAT", "19.0"), "VAT 19.0%"),
}


@pytest.mark.parametrize(("tax", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_str(tax: Tax, expected: str) -> None:
    """A tax is written as its code and its rate."""
    assert str(tax) == expected


def test_all_of_it() -> None:
    """A tax may take as much as it is taken of, and no more."""
    assert Tax("VAT", "VAT", 100).percent == Decimal(100)


def test_takes_texts_and_numbers() -> None:
    """A name, a reason and a rate may be written down; inside there are values."""
    tax = Tax("VAT", "TVA", "0", category="E", reason={"fr": "Exonéré"})
    assert (tax.name, tax.percent) == (LocalizedText("TVA"), Decimal(0))
    assert tax.reason == LocalizedText({"fr": "Exonéré"})
    assert (GST.category, GST.reason, QST.registration) == ("S", None, None)
    assert Tax("QST", {"fr": "TVQ", "en": "QST"}, "9.9750") != QST
    assert evolve(QST, percent="9.9750") == QST


# Categories of EN 16931: which may be taxed, which may be zero, which need a reason
# (BR-S-5, BR-Z-5, BR-E-5 and -10, BR-AE-5 and -10, BR-IC-5, BR-G-5, BR-O-10, BR-AF-5).
CATEGORIES = {
    "S": ("taxed",),
    "Z": ("zero", "zero with a reason"),
    "E": ("zero with a reason",),
    "AE": ("zero with a reason",),
    "K": ("zero with a reason",),
    "G": ("zero with a reason",),
    "O": ("zero with a reason",),
    "L": ("taxed", "zero", "zero with a reason"),
    "M": ("taxed", "zero", "zero with a reason"),
}
SHAPES: dict[str, dict[str, Any]] = {
    "taxed": {"percent": "0.01"},
    "zero": {"percent": 0},
    "zero with a reason": {"percent": 0, "reason": "Because"},
}


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("shape", SHAPES)
def test_categories(category: str, shape: str) -> None:
    """What is not taxed says why; what is taxed is in a category that may be."""
    if shape in CATEGORIES[category]:
        tax = Tax("VAT", "VAT", category=category, **SHAPES[shape])
        assert tax.category == category
    else:
        with pytest.raises(InvalidValueError):
            Tax("VAT", "VAT", category=category, **SHAPES[shape])


REFUSED: dict[str, dict[str, Any]] = {
    "an empty code": {"code": ""},
    "no name": {"name": None},
    "a negative rate": {"percent": "-5"},
    "more than all": {"percent": "100.01"},
    "a float": {"percent": 9.975},
    "thirteen decimals": {"percent": "0.0000000000001"},
    "an unknown category": {"category": "X"},
    "a category in lower case": {"category": "s"},
    "no category": {"category": None},
    "an empty reason": {"reason": ""},
    "an empty registration": {"registration": " "},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """A tax is refused as a whole if one part is not what it must be."""
    with pytest.raises(InvalidValueError):
        evolve(GST, **parts)


TOGETHER: dict[str, Any] = {
    "the same code twice": [GST, evolve(GST, percent=6)],
    "codes": ["GST", "QST"],
    "a lone tax": GST,
    "a name": "GST",
}


@pytest.mark.parametrize("several", TOGETHER.values(), ids=TOGETHER)
def test_taxes_charged_together(several: Any) -> None:  # noqa: ANN401 - whatever it is
    """A line or a document has each tax once."""
    with pytest.raises(InvalidValueError):
        taxes(several)
    with pytest.raises(InvalidValueError):
        InvoiceLine.of("Courier", Money(1, "CAD"), taxes=several)


def test_two_taxes_of_one_kind() -> None:
    """GST at two rates on a line is told with both, and the line stays as it was."""
    line = InvoiceLine.of("Courier", Money(1, "CAD"), taxes=[GST])
    with pytest.raises(InvalidValueError) as raised:
        line.with_taxes([GST, QST, evolve(GST, percent=6)])
    assert raised.value.culprit == "['GST', 'QST', 'GST']"
    assert raised.value.expected == "expected each tax once"
    assert line.taxes == (GST,)
    with pytest.raises(InvalidValueError, match="each tax once"):
        DRAFT.edit(taxes=[GST, evolve(GST, percent=6)])


def test_none_are_not_no_taxes() -> None:
    """None leaves it to the document; an empty tuple says that nothing is taxed."""
    assert optional_taxes(None) is None
    assert optional_taxes(()) == ()
    assert optional_taxes(iter([GST, QST])) == (GST, QST)
