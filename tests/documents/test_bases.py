"""How an amount came about: a basis of what there is, and a share of what it is of."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from flowfit_invoicing import ExchangeRate, Money, Rounding
from flowfit_invoicing.documents import Basis, Conversion, Share, Waived
from flowfit_invoicing.errors import InvalidValueError

TEN = Money("10.00", "CAD")
WEIGHTS = (Decimal(1), Decimal(2))


def test_basis() -> None:
    """It has its operands by name, in their order."""
    basis = Basis.of("fixed", amount=TEN)
    assert basis == Basis("fixed", (("amount", TEN),))
    assert dict(basis.operands) == {"amount": TEN}


@pytest.mark.parametrize("kind", ["", "Fixed", "minimum", None, 1])
def test_kinds(kind: Any) -> None:  # noqa: ANN401 - whatever it is
    """A kind that nobody can compute is refused."""
    with pytest.raises(InvalidValueError, match="expected one of percentage, fixed"):
        Basis(kind, ())


@pytest.mark.parametrize("operands", [None, "amount", [TEN], {"amount": TEN}])
def test_operands(operands: Any) -> None:  # noqa: ANN401 - whatever it is
    """Operands are pairs of a name and a value."""
    with pytest.raises(InvalidValueError):
        Basis("fixed", operands)


@pytest.mark.parametrize("place", [0, 1])
def test_share(place: int) -> None:
    """It is one of the parts, counted from 0."""
    assert Share(TEN, WEIGHTS, place).place == place


REFUSED: dict[str, tuple[Any, Any, Any]] = {
    "behind the last": (TEN, WEIGHTS, 2),
    "before the first": (TEN, WEIGHTS, -1),
    "of none": (TEN, (), 0),
    "half a place": (TEN, WEIGHTS, 0.5),
    "of a number": (10, WEIGHTS, 0),
    "floats as weights": (TEN, (1.0, 2.0), 0),
    "no weights": (TEN, None, 0),
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refused(parts: tuple[Any, Any, Any]) -> None:
    """A share is of money, and one of its parts."""
    with pytest.raises(InvalidValueError):
        Share(*parts)


YEN = ExchangeRate("CAD", "JPY", "110.5", date(2026, 11, 9))
CONVERTED = {Rounding.HALF_UP: "608", Rounding.DOWN: "607"}


@pytest.mark.parametrize(("mode", "yen"), CONVERTED.items())
def test_conversion(mode: Rounding, yen: str) -> None:
    """A sum is converted exactly and rounded once: 5.50 at 110.5 is 607.75."""
    found = Conversion(Money("5.50", "CAD"), YEN, mode)
    assert (found.amount, found.digits) == (Money(yen, "JPY"), 0)


CONVERSIONS: dict[str, tuple[Any, ...]] = {
    "of another currency": (Money(5, "EUR"), YEN),
    "of what it is converted to": (Money(5, "JPY"), YEN),
    "of a number": (5, YEN),
    "by a number": (TEN, Decimal("110.5")),
    "rounded by a word": (TEN, YEN, "ROUND_UP"),
}


@pytest.mark.parametrize("parts", CONVERSIONS.values(), ids=CONVERSIONS)
def test_conversion_refused(parts: tuple[Any, ...]) -> None:
    """It is money in the currency that the rate is from."""
    with pytest.raises(InvalidValueError):
        Conversion(*parts)


def test_after() -> None:
    """A basis says how its sums were converted, beside its operands."""
    conversion = Conversion(TEN, YEN)
    basis = Basis.of("fixed", amount=conversion.amount).after([conversion])
    assert basis == Basis("fixed", (("amount", Money(1105, "JPY")),), (conversion,))
    with pytest.raises(InvalidValueError):
        Basis.of("fixed", amount=TEN).after([YEN])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]  # that is the case


def test_waived() -> None:
    """A minimum that is not charged is that of its basis, and has a reason."""
    least = Basis.of("least", minimum=TEN, amount=Money(1, "CAD"))
    assert Waived(least, "Goodwill").minimum == TEN
    for parts in ((TEN, "Goodwill"), (least, ""), (least, None)):
        some: Any = parts
        with pytest.raises(InvalidValueError):
            Waived(*some)
