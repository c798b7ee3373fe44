"""A document knows whom it is for, in which language and at which addresses."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import Client, Contact, Party
from flowfit_invoicing.errors import InvalidValueError
from tests.documents.bills import DRAFT
from tests.quickstart import ACME

MARIE, LUC = Contact("Marie Roy"), Contact("Luc Côté")
A, B, C = "a@acme.example", "b@acme.example", "c@acme.example"


def client(**parts: Any) -> Client:  # noqa: ANN401 - whatever it is
    return evolve(ACME, **parts)


MAILED: dict[str, tuple[Client, dict[str, Any], tuple[str, ...], tuple[str, ...]]] = {
    "to the party": (ACME, {}, ("ap@acme.example",), ()),
    "to the client's": (client(recipients=[A, B], cc=[C]), {}, (A, B), (C,)),
    "to its own": (client(recipients=[A], cc=[C]), {"recipients": [B]}, (B,), (C,)),
    "copies of its own": (client(cc=[C]), {"cc": [A]}, ("ap@acme.example",), (A,)),
    "no copies": (client(cc=[C]), {"cc": []}, ("ap@acme.example",), ()),
    "no copy to a recipient": (client(cc=[A, B]), {"recipients": [B]}, (B,), (A,)),
    "to nobody": (client(recipients=[]), {}, (), ()),
    "nobody, for this one": (ACME, {"recipients": []}, (), ()),
    "to nobody known": (client(party=Party("Acme")), {}, (), ()),
    "to each once": (client(recipients=[A, B, A]), {}, (A, B), ()),
}


@pytest.mark.parametrize(("who", "parts", "to", "cc"), MAILED.values(), ids=MAILED)
def test_mailed(
    who: Client, parts: dict[str, Any], to: tuple[str, ...], cc: tuple[str, ...]
) -> None:
    """It goes to its own addresses, else the client's, else that of the party."""
    bill = evolve(DRAFT, client=who, **parts)
    assert (bill.mail_to, bill.mail_cc) == (to, cc)


def test_attention() -> None:
    """It is for whom it names, else for the first contact of the client."""
    several = evolve(DRAFT, client=client(contacts=[MARIE, LUC]))
    assert DRAFT.attention is None
    assert several.attention == MARIE
    assert evolve(several, contact=LUC).attention == LUC


def test_locale() -> None:
    """It is in its own language, else in that of the client."""
    assert DRAFT.locale == "fr-CA"
    assert evolve(DRAFT, language="de").locale == "de"


REFUSED: dict[str, dict[str, Any]] = {
    "a name of a language": {"language": "français"},
    "a name as contact": {"contact": "Marie"},
    "a lone address": {"recipients": A},
    "no address": {"recipients": ["Marie"]},
    "a header": {"cc": [f"{A}\nBcc: all@acme.example"]},
    "days as period": {"period": ("2026-11-01", "2026-11-30")},
    "a reference of two lines": {"client_reference": "R\n1"},
    "a blank cost centre": {"cost_centre": " "},
    "None as internal notes": {"internal_notes": None},
    "another grouping": {"grouping": "client"},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """What is said on a document is what it must be."""
    with pytest.raises(InvalidValueError):
        evolve(DRAFT, **parts)
