"""A service is what a client can be billed for, known by its code."""

from typing import Any

import pytest

from flowfit_invoicing import ClientService, InvoiceLine, LocalizedText, Money
from flowfit_invoicing.catalog.services import optional_service
from flowfit_invoicing.errors import InvalidValueError
from tests.quickstart import REVISION


def test_takes_texts() -> None:
    """A name is a text, in one language or in several."""
    assert ClientService("REV", {"fr": "Révision"}).name.get("fr-CA") == "Révision"
    assert ClientService("REV", "Revision").name == LocalizedText("Revision")
    assert ClientService("REV", REVISION.name) == REVISION
    assert str(REVISION) == "REV"


REFUSED: dict[str, tuple[Any, Any]] = {
    "an empty code": ("", "Revision"),
    "a number as code": (7, "Revision"),
    "two lines as code": ("R\nV", "Revision"),
    "an empty name": ("REV", " "),
    "no name": ("REV", None),
    "a name in no language": ("REV", {}),
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: tuple[Any, Any]) -> None:
    """A service has a code and a name."""
    with pytest.raises(InvalidValueError):
        ClientService(*parts)


@pytest.mark.parametrize("service", [REVISION, None])
def test_may_be_given(service: ClientService | None) -> None:
    """Where a service may be given, one is taken as it is, and so is none."""
    assert optional_service(service) is service


def test_a_code_is_no_service() -> None:
    """Where a service may be given, its code alone is refused."""
    code: Any = "REV"
    with pytest.raises(InvalidValueError, match=r"^'REV': expected a ClientService$"):
        InvoiceLine.of("Revision", Money(50, "CAD"), service=code)
