"""The catalog holds all that an agency has configured about prices."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import Catalog, ClientService, RateList
from flowfit_invoicing.errors import InvalidValueError, RateListNotFoundError
from tests.quickstart import ACME, ACME_RATES, CATALOG, REVISION, STANDARD, TRANSLATION


def test_rate_list_for() -> None:
    """A client has the list that it names, all others have the default."""
    assert CATALOG.rate_list_for(ACME) is ACME_RATES
    assert CATALOG.rate_list_for(evolve(ACME, rate_list=None)) is STANDARD
    assert CATALOG.rate_list_for(None) is STANDARD


def test_unknown_list_of_a_client() -> None:
    """A client's list that nobody has is never replaced by another."""
    with pytest.raises(RateListNotFoundError) as raised:
        CATALOG.rate_list_for(evolve(ACME, rate_list="acme"))
    assert (raised.value.name, raised.value.known) == (
        "acme",
        ("Standard 2026", "Acme"),
    )


def test_unknown_default() -> None:
    """A catalog without its default list is refused."""
    with pytest.raises(RateListNotFoundError, match="'Standard': the catalog has"):
        evolve(CATALOG, default_rate_list="Standard")
    with pytest.raises(RateListNotFoundError, match="the catalog has none"):
        evolve(CATALOG, rate_lists=())


REFUSED: dict[str, dict[str, Any]] = {
    "the same code twice": {"services": [REVISION, ClientService("REV", "Lektorat")]},
    "a lone service": {"services": REVISION},
    "codes of services": {"services": ["REV"]},
    "the same name twice": {
        "rate_lists": [STANDARD, RateList("Standard 2026", "EUR")],
    },
    "names of lists": {"rate_lists": ["Standard 2026"]},
    "a dict as mapping": {"mapping": {"revise": REVISION}},
    "the default itself": {"default_rate_list": STANDARD},
    "no default": {"default_rate_list": None},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """Codes and names are there once, and parts are what they must be."""
    with pytest.raises(InvalidValueError):
        evolve(CATALOG, **parts)


def test_current() -> None:
    """A service is called as the catalog calls it; one that it has not, as it is."""
    older = ClientService("REV", "Proofreading")
    unknown = ClientService("DTP", "Layout")
    assert CATALOG.current(older) is REVISION
    assert CATALOG.current(unknown) is unknown


def test_takes_whatever_can_be_walked() -> None:
    """Several may come as a list or a generator; inside there are tuples."""
    again = Catalog(
        services=iter([TRANSLATION, REVISION]),
        rate_lists=(each for each in (STANDARD, ACME_RATES)),
        mapping=CATALOG.mapping,
        default_rate_list="Standard 2026",
    )
    assert again == CATALOG
    assert again.services == (TRANSLATION, REVISION)
