"""The most specific rate of the first list that has one wins."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    LINE,
    WORD,
    ClientService,
    LanguagePair,
    LocalizedText,
    Rate,
    RateList,
    Unit,
    standard_page,
)
from flowfit_invoicing.errors import (
    AmbiguousRatesError,
    InvalidValueError,
    RateNotFoundError,
)
from tests.catalog import chance
from tests.quickstart import REVISION, TRANSLATION


def rate(languages: str | None = None, domain: str | None = None) -> Rate:
    return Rate(TRANSLATION, WORD, "0.25", languages=languages, domain=domain)


SPECIFIC: dict[str, list[tuple[str | None, str | None]]] = {
    "target itself, parent, any, none": [
        ("en>fr-CA", None),
        ("en>fr", None),
        ("en>*", None),
        (None, None),
    ],
    "a script between": [
        ("en>zh-Hant-TW", None),
        ("en>zh-Hant", None),
        ("en>zh", None),
        ("*>*", None),
    ],
    "target before source": [
        ("*>fr-CA", None),
        ("en-US>fr", None),
        ("en>fr", None),
        ("*>fr", None),
        ("en-US>*", None),
        ("en>*", None),
    ],
    "source decides between equal targets": [
        ("en-US>fr-CA", None),
        ("en>fr-CA", None),
        ("*>fr-CA", None),
    ],
    "domain before languages": [
        ("en>fr", "legal"),
        ("*>*", "legal"),
        (None, "legal"),
        ("en-US>fr-CA", None),
    ],
    "any languages before none": [("*>*", None), (None, None)],
}
ASKED = {"a script between": "en>zh-Hant-TW"}


@pytest.mark.parametrize("case", SPECIFIC)
def test_the_most_specific_wins(case: str) -> None:
    """Each rate wins over all that come after it here, in whatever order they are."""
    rates = [rate(*scope) for scope in SPECIFIC[case]]
    asked = ASKED.get(case, "en-US>fr-CA")
    while rates:
        backwards = RateList("Standard", "CAD", rates[::-1])
        assert backwards.resolve(TRANSLATION, asked, domain="legal") is rates[0]
        del rates[0]


FITS = [
    ("en>fr", "en>fr-CA", True),
    ("en>fr-CA", "en>fr", False),
    ("en>fr", "en>fro", False),
    ("en>fr", "de>fr", False),
    ("en>*", "en-GB>cr", True),
    ("*>*", "iu>en", True),
    ("*>*", None, False),
    (None, None, True),
    (None, "en>fr", True),
    ("zh-TW>en", "zh-Hant-TW>en", False),
]


@pytest.mark.parametrize(("pattern", "pair", "fits"), FITS)
def test_languages(pattern: str | None, pair: str | None, *, fits: bool) -> None:
    """A tag is for itself and its children; work without languages asks for none."""
    only = RateList("Standard", "CAD", [rate(pattern)])
    assert (only.find(TRANSLATION, _pair(pair), None, None, None) is not None) is fits


def _pair(text: str | None) -> LanguagePair | None:
    return None if text is None else LanguagePair.parse(text)


def test_domain_of_another_work_never_fits() -> None:
    """A rate for a domain is for that domain alone."""
    legal = RateList("Standard", "CAD", [rate(domain="legal")])
    for domain in (None, "medical", "Legal"):
        with pytest.raises(RateNotFoundError):
            legal.resolve(TRANSLATION, None, domain=domain)


OWN, BASE = rate(), rate("en>fr-CA", "legal")
CLIENT = RateList("Client", "CAD", [OWN], base=RateList("Base", "CAD", [BASE]))


def test_own_list_before_the_base() -> None:
    """The client's own rate wins, however specific that of the base is."""
    assert CLIENT.resolve(TRANSLATION, "en>fr-CA", domain="legal") is OWN


def test_base_fills_in() -> None:
    """What the client's list does not price is priced by the lists behind it."""
    furthest = RateList("A", "CAD", [hourly := Rate(TRANSLATION, HOUR, 60)])
    client = RateList("C", "CAD", [OWN], base=RateList("B", "CAD", base=furthest))
    assert client.resolve(TRANSLATION, "en>fr", unit=HOUR) is hourly
    assert client.resolve(TRANSLATION, "en>fr") is OWN
    assert [str(each) for each in client.lineage()] == ["C", "B", "A"]


def test_very_object() -> None:
    """The rate that comes out is the one that was put in, and not its equal."""
    first, second = rate("en>fr"), evolve(rate("en>fr"), languages="en>de")
    both = RateList("Standard", "CAD", iter([first, second]))
    assert both.resolve(TRANSLATION, LanguagePair("en", "fr")) is first
    assert both.rates == (first, second)
    assert both.rates[0] is first


def test_services_and_units_are_known_by_code() -> None:
    """A service or a unit that has been renamed keeps its rates."""
    renamed = ClientService("TRA", "Übersetzung")
    only = RateList("Standard", "CAD", [OWN])
    assert only.resolve(renamed, None, unit=Unit("word", "Wort")) is OWN


NEW_YEAR, EVE = chance.NEW_YEAR, chance.EVE
ON_DAYS = [
    (None, None, None, True),
    (None, None, NEW_YEAR, True),
    (NEW_YEAR, None, None, False),
    (None, NEW_YEAR, None, False),
    (NEW_YEAR, None, NEW_YEAR, True),
    (NEW_YEAR, None, EVE, False),
    (None, EVE, EVE, True),
    (None, EVE, NEW_YEAR, False),
    (NEW_YEAR, NEW_YEAR, NEW_YEAR, True),
]


@pytest.mark.parametrize(("first", "last", "on", "holds"), ON_DAYS)
def test_days(
    first: date | None, last: date | None, on: date | None, *, holds: bool
) -> None:
    """Both days are included; work without a day has undated rates alone."""
    dated = evolve(OWN, valid_from=first, valid_until=last)
    assert dated.holds_on(on) is holds
    lists = RateList("Standard", "CAD", [dated])
    assert (lists.find(TRANSLATION, None, None, None, on) is not None) is holds


def test_two_units() -> None:
    """Rates in two units that fit are ambiguous, whatever their scopes; one is not."""
    general, special = Rate(REVISION, HOUR, 50), Rate(REVISION, WORD, 1, domain="legal")
    both = RateList("Standard", "CAD", [general, special])
    with pytest.raises(AmbiguousRatesError) as raised:
        both.resolve(REVISION, None, domain="legal")
    assert {raised.value.first, raised.value.second} == {general, special}
    assert both.resolve(REVISION, None) is general
    assert both.resolve(REVISION, None, unit=WORD, domain="legal") is special


CHARACTERS, LINES, PAGES, WORDS = (
    Rate(TRANSLATION, unit, 1)
    for unit in (CHARACTER, LINE, standard_page(characters=1800), WORD)
)
CONVERTED: dict[str, tuple[list[Rate], list[str], Rate | None]] = {
    "so many of it": ([LINES], ["character"], LINES),
    "itself first": ([LINES, CHARACTERS], ["character"], CHARACTERS),
    "offered itself": ([LINES, PAGES], ["line"], LINES),
    "offered itself and what it holds": ([LINES, PAGES], ["character", "line"], LINES),
    "another unit offered too": ([LINES, WORDS], ["character", "word"], WORDS),
    "another unit offered too, without a rate": ([LINES], ["hour", "character"], LINES),
    "not the other way round": ([CHARACTERS], ["line"], None),
    "not from one to another": ([PAGES], ["line"], None),
    "not of something else": ([LINES, PAGES], ["word"], None),
    "nothing offered": ([LINES], [], None),
}


@pytest.mark.parametrize(
    ("rates", "offered", "expected"), CONVERTED.values(), ids=CONVERTED
)
def test_converted_units(
    rates: list[Rate], offered: list[str], expected: Rate | None
) -> None:
    """A rate per line is found for a task that offers characters alone."""
    found = RateList("L", "CAD", rates).find(TRANSLATION, None, offered, None, None)
    assert (None if found is None else found[0]) is expected


def test_converted_units_of_special_work() -> None:
    """A rate per line asks for languages, a domain and days, as one per character."""
    special = evolve(LINES, languages="en>fr", domain="legal", valid_from=EVE)
    rates = RateList("L", "CAD", [special])
    asked: dict[str, Any] = {"languages": "en>fr-CA", "domain": "legal", "on": EVE}
    assert rates.resolve(TRANSLATION, unit=CHARACTER, **asked) is special
    others: list[dict[str, Any]]
    others = [{"languages": "en>de"}, {"domain": None}, {"on": None}]
    for other in others:
        with pytest.raises(RateNotFoundError):
            rates.resolve(TRANSLATION, unit=CHARACTER, **asked | other)


UNITS: dict[str, tuple[dict[str, Any], list[Unit]]] = {
    "in general": ({}, [HOUR]),
    "in languages": ({"languages": "en>fr-CA"}, [CHARACTER, HOUR]),
    "of a domain": ({"domain": "legal"}, [HOUR, LINE]),
    "on a day": ({"on": EVE}, [HOUR, WORD]),
    "of all": (
        {"languages": "en>fr", "domain": "legal", "on": EVE},
        [CHARACTER, HOUR, LINE, WORD],
    ),
}


@pytest.mark.parametrize(("work", "units"), UNITS.values(), ids=UNITS)
def test_units_for(work: dict[str, Any], units: list[Unit]) -> None:
    """All units are given in which some work has a price, by their codes."""
    rates = RateList(
        "L",
        "CAD",
        [
            Rate(TRANSLATION, WORD, 1, valid_from=EVE),
            Rate(TRANSLATION, LINE, 1, domain="legal"),
            Rate(TRANSLATION, HOUR, 1),
            Rate(TRANSLATION, CHARACTER, 1, languages="en>fr"),
        ],
    )
    asked: dict[str, Any] = {"languages": None, "domain": None, "on": None} | work
    pair = asked["languages"] and LanguagePair.parse(asked["languages"])
    found = rates.units_for(TRANSLATION, pair, asked["domain"], asked["on"])
    assert [*found] == units


def test_converted_before_the_base() -> None:
    """A unit that holds an offered one counts as offered, so the first list decides."""
    client = RateList("C", "CAD", [LINES], base=RateList("B", "CAD", [CHARACTERS]))
    assert client.resolve(TRANSLATION, None, unit=CHARACTER) is LINES


def test_two_converted_units() -> None:
    """Lines and pages both hold characters, and nothing says which is billed."""
    both = RateList("L", "CAD", [LINES, PAGES])
    with pytest.raises(AmbiguousRatesError) as raised:
        both.resolve(TRANSLATION, None, unit=CHARACTER)
    assert {raised.value.first, raised.value.second} == {LINES, PAGES}


def test_not_found_says_what_was_asked_for() -> None:
    """The error carries the facts, canonical, so that a host can offer a new rate."""
    with pytest.raises(RateNotFoundError) as raised:
        CLIENT.resolve(REVISION, "EN>fr-ca", unit=HOUR, domain="legal", on=EVE)
    error = raised.value
    assert (error.service, error.languages) == (REVISION, LanguagePair("en", "fr-CA"))
    assert (error.unit, error.domain, error.on) == (HOUR, "legal", EVE)
    assert str(error) == (
        "service REV: no list has a rate for this work: "
        "en>fr-CA, hour, legal, 2025-12-31; nearest: none"
    )


def test_names_of_services_do_not_matter() -> None:
    """Rates of one service under two names are in one list of rates, and may tie."""
    other = evolve(TRANSLATION, name=LocalizedText("Übersetzung"))
    with pytest.raises(AmbiguousRatesError):
        RateList("Standard", "CAD", [OWN, evolve(OWN, service=other)])


ASKED_WRONGLY: dict[str, dict[str, Any]] = {
    "the code of a service": {"service": "TRA"},
    "one language": {"languages": "en"},
    "the code of a unit": {"unit": "word"},
    "several domains": {"domain": []},
    "a blank domain": {"domain": " "},
    "a moment": {"on": datetime(2026, 1, 1, tzinfo=UTC)},
    "a written day": {"on": "2026-01-01"},
}


@pytest.mark.parametrize("parts", ASKED_WRONGLY.values(), ids=ASKED_WRONGLY)
def test_refuses(parts: dict[str, Any]) -> None:
    """Whoever asks for what no work can be is told so, and given no rate."""
    asked: dict[str, Any] = {"service": TRANSLATION, "languages": "en>fr"} | parts
    with pytest.raises(InvalidValueError):
        CLIENT.resolve(**asked)
