"""Where no rate fits, those that came nearest are told, and what excluded them."""

import copy
import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from flowfit_invoicing import (
    HOUR,
    WORD,
    ClientService,
    Currency,
    Finding,
    LanguagePair,
    NearMiss,
    Rate,
    RateList,
)
from flowfit_invoicing.catalog.nearest import nearest
from flowfit_invoicing.errors import InvalidValueError, RateNotFoundError
from tests.catalog import chance, linear
from tests.quickstart import REVISION, TRANSLATION

DAY = date(2026, 6, 1)
CAD = Currency("CAD")


def rate(**parts: Any) -> Rate:  # noqa: ANN401 - those of a rate
    return Rate(
        parts.pop("service", TRANSLATION), parts.pop("unit", WORD), "0.25", **parts
    )


ONE: dict[str, tuple[Rate, tuple[str, ...]]] = {
    "domain": (rate(domain="medical"), ("domain",)),
    "target": (rate(languages="en>de"), ("target",)),
    "target, and nothing else": (
        rate(languages="en>de", domain="legal", valid_from=DAY),
        ("target",),
    ),
    "a child of the target": (rate(languages="en>fr-CA"), ("target",)),
    "source": (rate(languages="de>fr"), ("source",)),
    "begins later": (rate(valid_from=date(2026, 6, 2)), ("day",)),
    "ended before": (rate(valid_until=date(2026, 5, 31)), ("day",)),
    "unit": (rate(unit=HOUR), ("unit",)),
    "all": (
        rate(
            domain="medical", languages="de>es", unit=HOUR, valid_until=date(2025, 1, 1)
        ),
        ("domain", "target", "source", "day", "unit"),
    ),
}


@pytest.mark.parametrize(("only", "excluded"), ONE.values(), ids=ONE)
def test_excluded(only: Rate, excluded: tuple[str, ...]) -> None:
    """All that a rate is not for is told, in one order."""
    rate_list = RateList("Standard", "CAD", [only])
    with pytest.raises(RateNotFoundError) as raised:
        rate_list.resolve(TRANSLATION, "en>fr", unit=WORD, domain="legal", on=DAY)
    assert raised.value.nearest == (NearMiss(only, "Standard", excluded),)
    assert raised.value.nearest[0].rate is only


def test_work_without() -> None:
    """Work without languages, domain or day is not what a rate with them is for."""
    languages, domain, dated = (
        rate(languages="*>*"),
        rate(domain="legal"),
        rate(valid_from=DAY),
    )
    rate_list = RateList("Standard", "CAD", [languages, domain, dated])
    found = nearest(rate_list, TRANSLATION, None, None, None, None)
    assert [(miss.rate, miss.excluded) for miss in found] == [
        (domain, ("domain",)),
        (dated, ("day",)),
        (languages, ("target", "source")),
    ]


FAR = rate(languages="de>ja", domain="legal")
FRENCH, GERMAN = rate(languages="en>fr"), rate(languages="en>de")
SPANISH, ITALIAN = rate(languages="en>es"), rate(languages="en>it")
LAYOUT = rate(service=REVISION)


def test_order() -> None:
    """What fewest things exclude comes first, then the list, then the place in it."""
    base = RateList("Base", "CAD", [FRENCH, ITALIAN])
    own = RateList("Own", "CAD", [FAR, SPANISH, LAYOUT, GERMAN], base=base)
    found = nearest(own, TRANSLATION, LanguagePair("en", "pt"), None, None, None, 9)
    assert [(miss.rate, miss.rate_list) for miss in found] == [
        (SPANISH, "Own"),
        (GERMAN, "Own"),
        (FRENCH, "Base"),
        (ITALIAN, "Base"),
        (FAR, "Own"),
    ]
    assert (
        nearest(own, TRANSLATION, LanguagePair("en", "pt"), None, None, None)
        == (found[:3])
    )


def test_what_fits_is_no_miss() -> None:
    """A rate that fits did not come near, it is the one."""
    rate_list = RateList("Standard", "CAD", [FRENCH, GERMAN])
    found = nearest(rate_list, TRANSLATION, LanguagePair("en", "fr"), None, None, None)
    assert [miss.rate for miss in found] == [GERMAN]


@settings(deadline=None)
@given(
    chance.rate_lists(),
    chance.SERVICES,
    chance.PAIRS.map(lambda text: None if text is None else LanguagePair.parse(text)),
    chance.DOMAINS,
    chance.DAYS,
)
def test_as_if_all_rates_were_sorted(
    rate_list: RateList,
    service: ClientService,
    languages: LanguagePair | None,
    domain: str | None,
    on: date | None,
) -> None:
    """The nearest rates are the first of all, sorted by what excludes them."""
    for units in (None, ("hour",), ("word", "hour"), ()):
        every = linear.near(rate_list, service.code, languages, units, domain, on)
        found = nearest(rate_list, service, languages, units, domain, on)
        assert [(miss.rate, miss.rate_list, miss.excluded) for miss in found] == (
            every[:3]
        )


def missing() -> RateNotFoundError:
    """Give the error of work that only rates for other targets are near to."""
    standard = RateList("Standard", "CAD", [FRENCH, GERMAN])
    with pytest.raises(RateNotFoundError) as raised:
        standard.resolve(TRANSLATION, "en>ja")
    return raised.value


def test_words() -> None:
    """The error says what was near, and so does its finding in either language."""
    finding = Finding.of(missing())
    assert str(missing()) == (
        "service TRA: no list has a rate for this work: en>ja, no day; "
        "nearest: TRA (word, en>fr, 0.25) of list Standard (target), "
        "TRA (word, en>de, 0.25) of list Standard (target)"
    )
    assert finding.message("en-CA") == (
        "service TRA: no list has a rate for this work: English → Japanese, no day; "
        "nearest: "
        "“Translation, word, English → French, $0.25” of list Standard (target), "
        "“Translation, word, English → German, $0.25” of list Standard (target)"
    )
    assert finding.message("fr-CA").replace("\u00a0", " ") == (
        "service TRA : aucune liste n’a de tarif pour ce travail : "
        "anglais → japonais, sans date; les plus proches : "
        "« Traduction, mot, anglais → français, 0,25 $ » "
        "de la liste Standard (langue cible), "
        "« Traduction, mot, anglais → allemand, 0,25 $ » "
        "de la liste Standard (langue cible)"
    )


def test_miss_in_words() -> None:
    """A miss is written as its rate, the list, and all that excludes it."""
    miss = NearMiss(FRENCH, "Standard", ("target", "day"))
    assert miss == NearMiss(FRENCH, "Standard", ("target", "day"), currency=CAD)
    assert str(miss) == "TRA (word, en>fr, 0.25) of list Standard (target, day)"


def test_like_a_tuple() -> None:
    """What is looked for when it is read is read, compared and written as a tuple."""
    lazy = missing().nearest
    plain = (
        NearMiss(FRENCH, "Standard", ("target",)),
        NearMiss(GERMAN, "Standard", ("target",)),
    )
    assert (lazy, hash(lazy), repr(lazy)) == (plain, hash(plain), repr(plain))
    assert plain == lazy == missing().nearest
    assert (len(lazy), lazy[-1], lazy[:1], list(lazy)) == (
        2,
        plain[1],
        plain[:1],
        [*plain],
    )
    others: list[object] = [plain[:1], list(plain), None]
    assert lazy not in others
    assert str(
        RateList("Empty", "CAD").nearest(TRANSLATION, None, None, None, None)
    ) == ("none")


def test_error_survives() -> None:
    """An error that was pickled or copied is equal, and keeps no list with it."""
    error = missing()
    for clone in (
        pickle.loads(pickle.dumps(error)),  # noqa: S301 - our own pickle
        copy.deepcopy(error),
    ):
        assert (clone, hash(clone), str(clone)) == (error, hash(error), str(error))
        assert type(clone.nearest) is tuple
    assert error.located(("P-1", "T-1")).facts() == {
        **error.facts(),
        "place": ("P-1", "T-1"),
    }


REFUSED: dict[str, dict[str, Any]] = {
    "no rate": {"rate": "TRA"},
    "a list itself": {"rate_list": RateList("Standard", "CAD")},
    "nothing excluded": {"excluded": ()},
    "another word": {"excluded": ("price",)},
    "one twice": {"excluded": ("day", "day")},
    "another order": {"excluded": ("day", "domain")},
    "a string": {"excluded": "day"},
    "a code of a currency": {"currency": "CAD"},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """A miss has a rate, the name of its list, and what excluded it."""
    good: dict[str, Any] = {"rate": FRENCH, "rate_list": "A", "excluded": ["day"]}
    assert NearMiss(**good).excluded == ("day",)
    with pytest.raises(InvalidValueError):
        NearMiss(**good | parts)
