"""How an amount came about: a basis of what there is, and a share of what it is of."""

from decimal import Decimal
from typing import Any

import pytest

from flowfit_invoicing import Money
from flowfit_invoicing.documents import Basis, Share
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
