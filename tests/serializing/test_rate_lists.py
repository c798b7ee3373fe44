"""Rate lists are written once each, with their bases by name, and come back linked."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing.errors import RateListNotFoundError, SerializingError
from flowfit_invoicing.serializing import from_data, from_json, to_data, to_json
from tests.catalog import chance
from tests.quickstart import ACME_RATES, CATALOG, STANDARD
from tests.serializing.chance import SLOW
from tests.serializing.validity import faults_of

NEWER = evolve(STANDARD, rates=STANDARD.rates[:1])
REGION = ffi.RateList("Region", "CAD", base=STANDARD)
CATALOGS: dict[str, tuple[list[ffi.RateList], list[str | None], list[str]]] = {
    # lists of a catalog: the names of their bases, and of the lists behind
    "bases in the catalog": ([STANDARD, ACME_RATES], [None, "Standard 2026"], []),
    "base comes later": ([ACME_RATES, STANDARD], ["Standard 2026", None], []),
    "base outside": ([ACME_RATES], ["Standard 2026"], ["Standard 2026"]),
    "bases shared outside": (
        [ACME_RATES, evolve(ACME_RATES, name="Globex"), REGION],
        ["Standard 2026"] * 3,
        ["Standard 2026"],
    ),
    "bases of bases": (
        [evolve(ACME_RATES, base=REGION)],
        ["Region"],
        ["Region", "Standard 2026"],
    ),
    "no base": ([STANDARD], [None], []),
}


@pytest.mark.parametrize(("lists", "bases", "behind"), CATALOGS.values(), ids=CATALOGS)
def test_catalogs(
    lists: list[ffi.RateList], bases: list[str | None], behind: list[str]
) -> None:
    """Each list is there once, and names the one behind it."""
    catalog = evolve(CATALOG, rate_lists=lists, default_rate_list=lists[0].name)
    data = to_data(catalog)["data"]
    assert [each.get("base") for each in data["rate_lists"]] == bases
    assert [each["name"] for each in data.get("behind", [])] == behind
    read = from_json(to_json(catalog), ffi.Catalog)
    assert (read, repr(read)) == (catalog, repr(catalog))


def test_bases_are_shared() -> None:
    """Lists that are read stand behind each other, and no copies of them do."""
    standard, acme = from_json(to_json(CATALOG), ffi.Catalog).rate_lists
    assert acme.base is standard


@pytest.mark.parametrize("lists", [[NEWER, ACME_RATES], [ACME_RATES, NEWER]])
def test_base_of_the_same_name(lists: list[ffi.RateList]) -> None:
    """A base that is another list than the catalog's of its name is written whole."""
    catalog = evolve(CATALOG, rate_lists=lists)
    data = to_data(catalog)
    (base,) = [each["base"] for each in data["data"]["rate_lists"] if "base" in each]
    assert (base["name"], len(base["rates"])) == ("Standard 2026", 2)
    assert from_data(data) == catalog
    assert faults_of(catalog) == []


def test_list_by_itself() -> None:
    """A list has those behind it in a row, however long that is."""
    rate_list = STANDARD
    for number in range(1000):
        rate_list = ffi.RateList(f"{number % 7}", "CAD", base=rate_list)
    data = to_data(rate_list)
    assert len(data["data"]["behind"]) == 1000
    read = from_data(data, ffi.RateList)
    assert [each.name for each in read.lineage()] == [
        each.name for each in rate_list.lineage()
    ]


@SLOW
@given(chance.rate_lists(), st.data())
def test_law(behind: ffi.RateList, data: st.DataObject) -> None:
    """Whatever lists share, a catalog comes back as it was."""
    bases = st.sampled_from([None, behind, behind.base, ACME_RATES.base])
    lists = [
        ffi.RateList(name, "CAD", behind.rates, base=data.draw(bases))
        for name in ("A", "Base", "Client")
    ]
    catalog = evolve(CATALOG, rate_lists=lists, default_rate_list="A")
    text = to_json(catalog)
    read = from_json(text, ffi.Catalog)
    assert (read, repr(read), to_json(read)) == (catalog, repr(catalog), text)


BAD: dict[str, tuple[Any, str]] = {
    "unknown base": (
        {"name": "A", "currency": "CAD", "base": "B"},
        "data.rate_lists: rate list 'B': the catalog has A",
    ),
    "base of another currency": (
        {"name": "A", "currency": "CAD", "base": {"name": "B", "currency": "EUR"}},
        "data.rate_lists[0]: EUR: expected an amount in CAD",
    ),
    "base is no list": (
        {"name": "A", "currency": "CAD", "base": 3},
        "data.rate_lists[0].base: 3: expected the name of a list, or a list",
    ),
    "base is wrong": (
        {"name": "A", "currency": "CAD", "base": {"name": "B"}},
        "data.rate_lists[0].base.currency: is missing",
    ),
    "list is wrong": (
        {"name": "A", "currency": "CAD", "colour": 1},
        "data.rate_lists[0].colour: is unknown",
    ),
    "list is none": (3, "data.rate_lists[0]: 3: expected an object"),
}


@pytest.mark.parametrize(("rate_list", "message"), BAD.values(), ids=BAD)
def test_refused(rate_list: object, message: str) -> None:
    """Bases that are not there, or cannot be, are told where they are named."""
    data: dict[str, object] = {
        "services": [],
        "rate_lists": [rate_list],
        "mapping": {"rules": []},
        "default_rate_list": "A",
    }
    with pytest.raises(SerializingError) as caught:
        from_data({"type": "catalog", "version": 1, "data": data})
    assert str(caught.value) == message


def test_unknown_base_is_the_cause() -> None:
    """The error is the one that `with_bases` raises, with its facts."""
    written = to_data(CATALOG)
    written["data"]["rate_lists"][1]["base"] = "Gold"
    with pytest.raises(SerializingError) as caught:
        from_data(written)
    assert caught.value.cause == RateListNotFoundError(
        "Gold", ("Standard 2026", "Acme")
    )


def test_no_lists() -> None:
    """A catalog without lists is refused like any that lacks a part."""
    data: Any = {"services": [], "mapping": {"rules": []}, "default_rate_list": "A"}
    with pytest.raises(SerializingError) as caught:
        from_data({"type": "catalog", "version": 1, "data": data})
    assert str(caught.value) == "data.rate_lists: is missing"


def test_list_behind_is_wrong() -> None:
    """What is wrong with a list behind is told with its place."""
    written = to_data(ACME_RATES)
    written["data"]["behind"][0] |= {"currency": "EUR", "colour": "red"}
    written["data"]["name"] = 3
    with pytest.raises(SerializingError) as caught:
        from_data(written)
    assert str(caught.value) == (
        "data.behind[0].colour: is unknown\n- data.name: 3: expected a string"
    )
