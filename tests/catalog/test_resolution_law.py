"""Whatever rates there are, the one that wins is what a patient reader would find."""

from datetime import date
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    LINE,
    PAGE,
    WORD,
    ClientService,
    LanguagePair,
    Rate,
    RateList,
    Unit,
    standard_page,
)
from flowfit_invoicing.errors import AmbiguousRatesError, RateNotFoundError
from tests.catalog import chance, linear
from tests.quickstart import TRANSLATION


def pair(text: str | None) -> LanguagePair | None:
    return None if text is None else LanguagePair.parse(text)


def resolved(
    rate_list: RateList,
    service: ClientService,
    languages: LanguagePair | None,
    unit: Unit | None,
    domain: str | None,
    on: date | None,
) -> list[Rate]:
    """Give the rate that wins, both if they are ambiguous, or none."""
    try:
        rate = rate_list.resolve(service, languages, unit=unit, domain=domain, on=on)
    except RateNotFoundError:
        return []
    except AmbiguousRatesError as error:
        return [error.first, error.second]
    return [rate]


@settings(deadline=None)
@given(
    chance.rate_lists(),
    chance.SERVICES,
    chance.PAIRS.map(pair),
    chance.DOMAINS,
    chance.DAYS,
    st.randoms(use_true_random=False),
)
def test_as_if_all_rates_were_looked_at(
    rate_list: RateList,
    service: ClientService,
    languages: LanguagePair | None,
    domain: str | None,
    on: date | None,
    random: Random,
) -> None:
    """The rate is the one found by reading the lists from end to end, in any order."""
    shuffled = random.sample(rate_list.rates, len(rate_list.rates))
    lists = (rate_list, evolve(rate_list, rates=shuffled))
    priced: list[Unit] = []
    for unit in (None, HOUR, WORD):
        units = None if unit is None else (unit.code,)
        expected = linear.found(rate_list, service.code, languages, units, domain, on)
        for each in lists:
            rates = resolved(each, service, languages, unit, domain, on)
            assert set(map(id, rates)) == set(map(id, expected))
        priced += [unit] if unit is not None and expected else []
    assert [*rate_list.units_for(service, languages, domain, on)] == priced


UNITS = (CHARACTER, LINE, PAGE, standard_page(words=250), WORD)


@settings(deadline=None)
@given(
    chance.rate_lists(units=st.sampled_from(UNITS)),
    chance.DAYS,
    st.lists(st.sampled_from(UNITS), unique=True, max_size=3),
)
def test_units_that_hold_others(
    rate_list: RateList, on: date | None, offered: list[Unit]
) -> None:
    """Rates in units that hold an offered one are found where that has none."""
    languages = LanguagePair.parse("en>fr-CA")
    codes = [unit.code for unit in offered]
    expected = linear.found(rate_list, "TRA", languages, codes, None, on)
    if len(expected) > 1:
        with pytest.raises(AmbiguousRatesError) as raised:
            rate_list.find(TRANSLATION, languages, codes, None, on)
        assert {raised.value.first, raised.value.second} <= set(expected)
        return
    found = rate_list.find(TRANSLATION, languages, codes, None, on)
    assert ([] if found is None else [found[0]]) == expected
    assert found is None or found[0] in found[1].rates
