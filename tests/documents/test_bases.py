"""How sums come about, as data that is complete."""

from decimal import Decimal
from typing import Any

import pytest

from flowfit_invoicing import Money
from flowfit_invoicing.documents import Basis, Share
from flowfit_invoicing.errors import InvalidValueError

WHOLE = Money("10.00", "CAD")
THIRDS = (Decimal(1), Decimal(1), Decimal(1))


def test_operands_by_name() -> None:
    """A basis has the operands that it was made of, in their order."""
    basis = Basis.of("least", minimum=WHOLE, amount=Money(4, "CAD"))
    assert basis.operands == (("minimum", WHOLE), ("amount", Money(4, "CAD")))
    assert basis.kind == "least"


REFUSED: dict[str, Any] = {
    "an unknown kind": lambda: Basis.of("guess"),
    "a number as operands": lambda: Basis("fixed", 5),  # type: ignore[arg-type]
    "operands that are no pairs": lambda: Basis("fixed", ("amount",)),  # type: ignore[arg-type]
    "a place before the first": lambda: Share(WHOLE, THIRDS, -1),
    "a place after the last": lambda: Share(WHOLE, THIRDS, 3),
    "half a place": lambda: Share(WHOLE, THIRDS, 0.5),  # type: ignore[arg-type]
    "a number as the whole": lambda: Share(10, THIRDS, 0),  # type: ignore[arg-type]
    "floats as weights": lambda: Share(WHOLE, (1.0,), 0),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_refuses(make: Any) -> None:  # noqa: ANN401 - makes what cannot be
    """What cannot be computed again is refused."""
    with pytest.raises(InvalidValueError):
        make()
