"""Days between two rates for the same work are told, since another price fills them."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import HOUR, WORD, Finding, Rate, RateList
from tests.quickstart import CATALOG, GRID, REVISION, TRANSLATION


def rate(**parts: Any) -> Rate:  # noqa: ANN401 - those of a rate
    parts.setdefault("languages", "en>fr")
    return Rate(TRANSLATION, WORD, parts.pop("unit_price", "0.25"), **parts)


def gaps(*rates: Rate) -> list[Finding]:
    """Give the gaps that are told of a list."""
    own = RateList("Own", "CAD", rates, match_grid=GRID)
    catalog = evolve(CATALOG, rate_lists=[own], default_rate_list="Own")
    return [each for each in catalog.check() if each.code == "rate-gap"]


def days(*rates: Rate) -> list[str]:
    """Give the first and the last day of each gap."""
    facts = [dict(each.facts) for each in gaps(*rates)]
    return [f"{each['first_day']} {each['last_day']}" for each in facts]


OLD = rate(valid_until=date(2026, 12, 31))
NEW = rate(unit_price="0.26", valid_from=date(2027, 2, 1))

GAPS: dict[str, tuple[list[Rate], list[str]]] = {
    "a month": ([OLD, NEW], ["2027-01-01 2027-01-31"]),
    "in any order": ([NEW, OLD], ["2027-01-01 2027-01-31"]),
    "a day": (
        [OLD, evolve(NEW, valid_from=date(2027, 1, 2))],
        ["2027-01-01 2027-01-01"],
    ),
    "none": ([OLD, evolve(NEW, valid_from=date(2027, 1, 1))], []),
    "filled by a more general rate": (
        [OLD, rate(languages="en>*"), NEW],
        ["2027-01-01 2027-01-31"],
    ),
    "filled by another rate for the same": (
        [OLD, rate(valid_from=date(2027, 1, 1), valid_until=date(2027, 1, 31)), NEW],
        [],
    ),
    "two": (
        [
            OLD,
            evolve(NEW, valid_until=date(2027, 3, 1)),
            rate(valid_from=date(2028, 1, 1)),
        ],
        ["2027-01-01 2027-01-31", "2027-03-02 2027-12-31"],
    ),
    "only one": ([OLD], []),
    "other languages": ([OLD, evolve(NEW, languages="en>fr-CA")], []),
    "other domain": ([OLD, evolve(NEW, domain="legal")], []),
    "other unit": ([OLD, evolve(NEW, unit=HOUR)], []),
    "other service": ([OLD, evolve(NEW, service=REVISION)], []),
}


@pytest.mark.parametrize(("rates", "expected"), GAPS.values(), ids=GAPS)
def test_gaps(rates: list[Rate], expected: list[str]) -> None:
    """The days from the end of one to the begin of the next are told, both included."""
    assert days(*rates) == expected


def test_words() -> None:
    """Both rates are named, and the days as people write them."""
    (finding,) = gaps(OLD, NEW)
    assert (finding.severity, finding.place) == ("warning", ("Own",))
    assert (dict(finding.facts)["before"], dict(finding.facts)["after"]) == (OLD, NEW)
    assert finding.message("en-CA") == (
        "Own: rate “Translation, word, English → French, "
        "until December 31, 2026, 0.25”: ends before "
        "“Translation, word, English → French, from February 1, 2027, 0.26” begins, "
        "neither holds from January 1, 2027 to January 31, 2027"
    )
    assert finding.message("fr-CA").replace("\u00a0", " ") == (
        "Own : tarif « Traduction, mot, anglais → français, "
        "jusqu’au 31 décembre 2026, 0,25 » : il prend fin avant que "
        "« Traduction, mot, anglais → français, dès le 1er février 2027, 0,26 » "
        "ne commence, "
        "aucun des deux n’est valide du 1er janvier 2027 au 31 janvier 2027"
    )


def test_in_a_list_behind() -> None:
    """A list that is only behind another one is read too."""
    base = RateList("Base", "CAD", [OLD, NEW], match_grid=GRID)
    own = RateList("Own", "CAD", base=base)
    catalog = evolve(CATALOG, rate_lists=[own], default_rate_list="Own")
    assert [each.place for each in catalog.check() if each.code == "rate-gap"] == [
        ("Base",)
    ]
