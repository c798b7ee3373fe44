"""The same work under two catalogs."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from gc import collect
from typing import Any, Literal
from weakref import ReferenceType, ref

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    WORD,
    Analysis,
    Catalog,
    Charge,
    ClientService,
    Comparison,
    Currency,
    Difference,
    Discount,
    Entry,
    Fee,
    Group,
    InvoiceLine,
    LanguagePair,
    MatchBand,
    MatchGrid,
    Minimum,
    Money,
    PricingEngine,
    Project,
    Quantity,
    Rate,
    RateList,
    Uncompared,
    compare,
    standard_line,
)
from flowfit_invoicing.errors import CurrencyMismatchError, InvalidValueError
from flowfit_invoicing.pricing.bands import BandParts
from flowfit_invoicing.pricing.groups import Per
from flowfit_invoicing.pricing.outcomes import outcome
from flowfit_invoicing.pricing.tallies import Tally
from flowfit_invoicing.rendering import comparison_table
from tests.pricing import chance
from tests.pricing.several import MANAGEMENT, agreed, translated
from tests.pricing.simple import (
    CLIENT,
    analysed,
    engine,
    hours,
    per_hour,
    per_word,
    project,
    words,
)
from tests.quickstart import REVISION, TRANSLATION

GRID = MatchGrid.of(new=100, exact=50, context=0)
BEFORE = engine(per_word("0.20"), per_hour("50"), grid=GRID)
AFTER = engine(per_word("0.25"), per_hour("40"), grid=GRID)
WORDS_ONLY = engine(per_word("0.25"))
HOURS_ONLY = engine(per_hour("40"))
OTHERS = evolve(CLIENT, code="BETA")
WORK = [
    project(words(100), hours("2")),
    project(words(200), number="P-2", client=OTHERS),
    project(hours("1"), number="P-3", client=None),
]


def rows(several: Iterable[Difference[Any]]) -> list[str]:
    """Write rows: key, amounts before and after, tasks."""
    return [
        f"{row.key}: {row.before.amount} {row.after.amount} {row.tasks}"
        for row in several
    ]


def told(left_out: Uncompared) -> tuple[int, str, str, list[str]]:
    """Write what is left out: tasks, amounts before and after, codes of the gaps."""
    amounts = (
        " ".join(map(str, several)) for several in (left_out.before, left_out.after)
    )
    before, after = amounts
    return left_out.tasks, before, after, [gap.code for gap in left_out.gaps]


NOTHING: tuple[int, str, str, list[str]] = (0, "", "", [])


def test_total() -> None:
    """What last year would have cost, and how much more or less that is."""
    total = compare(WORK, BEFORE, AFTER).total
    assert rows([total]) == ["CAD: 210.00 195.00 4"]
    assert (str(total.difference), str(total.percent)) == ("-15.00 CAD", "-7.14")


def test_by_all_kinds() -> None:
    """The same amounts by client, service, languages and band, None last."""
    found = compare(WORK, BEFORE, AFTER)
    assert rows(found.by_client) == [
        "ACME: 120.00 105.00 2",
        "BETA: 40.00 50.00 1",
        "None: 50.00 40.00 1",
    ]
    assert rows(found.by_service) == ["REV: 150.00 120.00 2", "TRA: 60.00 75.00 2"]
    assert rows(found.by_languages) == ["en>fr-CA: 210.00 195.00 4"]
    assert rows(found.by_band) == ["None: 210.00 195.00 4"]
    assert found.by_service[1].key == TRANSLATION
    assert found.by_languages[0].key == LanguagePair.parse("en>fr-CA")


def test_catalogs() -> None:
    """A catalog is priced in the usual way; an engine may adjust and round."""
    less = evolve(BEFORE, adjustments=[Discount(10, "Agreed")])
    assert rows([compare(WORK, BEFORE.catalog, less).total]) == ["CAD: 210.00 189.00 4"]


def test_projects_once() -> None:
    """Projects may come from an iterator, which is read once."""
    assert compare(iter(WORK), BEFORE, AFTER) == compare(WORK, BEFORE, AFTER)


def test_keeps_no_project() -> None:
    """Projects are let go as soon as the next one is asked for."""
    seen: list[ReferenceType[Project]] = []

    def stream() -> Iterator[Project]:
        for number in ("P-1", "P-2", "P-3"):
            one = project(words(100), hours("2"), number=number)
            seen.append(ref(one))
            yield one

    found = compare(stream(), BEFORE, WORDS_ONLY)
    assert found.only_before.tasks == 3
    collect()
    assert [each() for each in seen] == [None] * 3


@pytest.mark.parametrize("bands", ["weighted", "itemised"])
def test_bands(bands: Literal["weighted", "itemised"]) -> None:
    """An analysed task is spread over its bands by count and percent, either way."""
    task = analysed(Analysis.of(new=50, exact=20, context=70))
    found = compare([project(task)], evolve(BEFORE, bands=bands), AFTER)
    assert rows(found.by_band) == [
        *("new: 10.00 12.50 1", "exact: 2.00 2.50 1", "context: 0.00 0.00 1"),
    ]
    assert rows([found.total]) == ["CAD: 12.00 15.00 1"]


def test_bands_without_a_grid() -> None:
    """Where nothing is discounted, bands cost what they count."""
    task = analysed(Analysis.of(new=10, exact=30))
    found = compare([project(task)], engine(per_word("0.20")), BEFORE)
    assert rows(found.by_band) == ["new: 2.00 2.00 1", "exact: 6.00 3.00 1"]


def test_bands_with_and_without_a_grid() -> None:
    """The same bands are spread by the grid of their own line, whatever came before."""
    analysis = Analysis.of(new=10, exact=30)
    priced = [engine(per_word("0.20"), grid=grid) for grid in (GRID, None, GRID)]
    lines = [each.price(project(analysed(analysis)))[0] for each in priced]
    parts = BandParts()
    assert [" ".join(map(str, parts.of(line)[1])) for line in lines] == [
        *("2.00 3.00", "2.00 6.00", "2.00 3.00")
    ]


def test_bands_of_lines_made_of_characters() -> None:
    """Bands are those of what was counted, in whatever unit it is billed."""
    lines = Rate(TRANSLATION, standard_line(50), "1.00")
    task = analysed(Analysis.of(new=100, exact=200, unit=CHARACTER))
    found = compare([project(task)], engine(lines, grid=GRID), engine(lines))
    assert rows(found.by_band) == ["new: 2.00 2.00 1", "exact: 2.00 4.00 1"]


def test_largest_remainder() -> None:
    """A cent that is left goes to the band that lost most, so that bands add up."""
    task = analysed(Analysis.of(new=1, exact=2))
    third = engine(per_word("0.05"), grid=MatchGrid.of(new=100, exact=100))
    half = engine(per_word("0.05"), grid=MatchGrid.of({"exact": "12.5"}, new=100))
    found = compare([project(task)], third, half)
    assert rows(found.by_band) == ["new: 0.05 0.05 1", "exact: 0.10 0.01 1"]


def test_minimum_goes_with_its_line() -> None:
    """What is charged to a minimum is spread as the line is."""
    least = engine(per_word("0.20", minimum_charge=30), grid=GRID)
    task = analysed(Analysis.of(new=20, exact=20))
    found = compare([project(task)], BEFORE, least)
    assert rows(found.by_band) == ["new: 4.00 20.00 1", "exact: 2.00 10.00 1"]


def test_analysis_in_another_unit() -> None:
    """A task that is billed by the hour is of no band, analysed or not."""
    task = evolve(hours("2"), analysis=Analysis.of(new=20))
    assert rows(compare([project(task)], BEFORE, AFTER).by_band) == [
        "None: 100.00 80.00 1"
    ]


def test_two_services_of_a_task() -> None:
    """A task of two services counts in both, and once in the total."""
    both = evolve(
        BEFORE.catalog.mapping,
        rules=[("translate", [TRANSLATION, REVISION])],
    )
    task = evolve(words(100), quantities=[Quantity(100, WORD), Quantity(1, HOUR)])
    twice = PricingEngine(evolve(BEFORE.catalog, mapping=both))
    found = compare([project(task)], BEFORE, twice)
    assert rows(found.by_service) == ["REV: 0 50.00 1", "TRA: 20.00 20.00 1"]
    assert rows([found.total]) == ["CAD: 20.00 70.00 1"]


def test_renamed_service() -> None:
    """A service has one row, under the name that the catalog after has for it."""
    renamed = ClientService("TRA", "Human translation")
    services = [renamed, REVISION]
    after = PricingEngine(evolve(BEFORE.catalog, services=services))
    (row,) = compare([project(words(1))], BEFORE, after).by_service
    assert row.key == renamed


def test_work_that_is_not_billed() -> None:
    """Work that a catalog gives away costs nothing there; both ways, it is no task."""
    given = evolve(BEFORE.catalog.mapping, rules=[("translate", None)])
    free = PricingEngine(evolve(BEFORE.catalog, mapping=given))
    assert rows([compare([project(words(100))], BEFORE, free).total]) == [
        "CAD: 20.00 0 1"
    ]
    assert rows([compare([project(words(100))], free, free).total]) == ["CAD: 0 0 0"]


def test_no_work() -> None:
    """No work costs nothing, in the currency of the default list."""
    found = compare([], BEFORE, engine(currency="EUR"))
    zero = Difference(Currency("EUR"), Money(0, "EUR"), Money(0, "EUR"), 0)
    assert found == Comparison(totals=[zero])
    assert found.total.percent is None


def test_only_before() -> None:
    """What only the list before can price is in no difference, and told with why."""
    found = compare(WORK, BEFORE, WORDS_ONLY)
    assert rows([found.total]) == ["CAD: 60.00 75.00 2"]
    assert told(found.only_before) == (2, "150.00 CAD", "", ["rate-not-found"])
    assert told(found.only_after) == told(found.neither) == NOTHING
    assert found.only_before.gaps[0].places == (("P-1", "T-2"), ("P-3", "T-2"))


class SmallOrder:
    """What a host may agree: each line of a project with one task costs 10 more."""

    per: Per = "line"
    spread = False
    billed_as = None

    def concerns(self, entry: Entry) -> bool:
        """Tell if the project is a small one."""
        return entry.project is not None and len(entry.project.tasks) == 1

    def of(self, group: Group) -> Charge | None:
        """Give the charge of a small project."""
        return Charge(Money(10, group.currency), "Small")


def test_same_work_on_both_sides() -> None:
    """A project is priced again without what one side cannot price, on both sides."""
    before = evolve(BEFORE, adjustments=[SmallOrder()])
    found = compare([WORK[0]], before, evolve(WORDS_ONLY, adjustments=[SmallOrder()]))
    assert rows([found.total]) == ["CAD: 30.00 35.00 1"]
    assert told(found.only_before) == (1, "90.00 CAD", "", ["rate-not-found"])


def test_only_after() -> None:
    """The same where only the list after can price it."""
    found = compare(WORK, WORDS_ONLY, BEFORE)
    assert rows([found.total]) == ["CAD: 75.00 60.00 2"]
    assert told(found.only_after) == (2, "", "150.00 CAD", ["rate-not-found"])
    assert told(found.only_before) == told(found.neither) == NOTHING


def test_neither() -> None:
    """Work that neither can price is counted once, with what either lacks."""
    task = evolve(words(9), quantities=[Quantity(9, CHARACTER)])
    found = compare([project(task)], WORDS_ONLY, HOURS_ONLY)
    assert told(found.neither) == (1, "", "", ["quantity-missing", "rate-not-found"])
    assert told(found.only_before) == told(found.only_after) == NOTHING
    assert rows([found.total]) == ["CAD: 0 0 0"]


def test_both_ways() -> None:
    """Two tasks, each priced by one side only, leave nothing to be compared."""
    found = compare([project(words(100), hours("1"))], WORDS_ONLY, HOURS_ONLY)
    assert told(found.only_before) == (1, "25.00 CAD", "", ["rate-not-found"])
    assert told(found.only_after) == (1, "", "40.00 CAD", ["rate-not-found"])
    assert rows([found.total]) == ["CAD: 0 0 0"]


def test_unknown_list() -> None:
    """A project whose client has no list is set aside whole, but not its free work."""
    lost = evolve(CLIENT, rate_list="Lost")
    deliver = evolve(words(1), id="T-3", kind="deliver")
    own = evolve(BEFORE.catalog.rate_lists[0], name="Lost")
    lists = [*BEFORE.catalog.rate_lists, own]
    knows = PricingEngine(evolve(BEFORE.catalog, rate_lists=lists))
    some = project(words(100), hours("1"), deliver, client=lost)
    found = compare([some, WORK[1]], knows, AFTER)
    assert rows([found.total]) == ["CAD: 40.00 50.00 1"]
    assert told(found.only_before) == (2, "70.00 CAD", "", ["rate-list-not-found"])
    assert found.only_before.gaps[0].places == (("P-1",),)


def euros() -> PricingEngine:
    return engine(per_word("0.10"), currency="EUR")


def test_other_currency() -> None:
    """Amounts of two currencies are not compared, and told side by side."""
    found = compare([project(words(100), hours("1"))], BEFORE, euros())
    assert rows([found.total]) == ["EUR: 0 0 0"]
    aside = (1, "20.00 CAD", "10.00 EUR", ["currency-mismatch"])
    assert told(found.other_currency) == aside
    (gap,) = found.other_currency.gaps
    assert (gap.subject, gap.places) == ("EUR", (("P-1",),))
    facts = dict(gap.samples[0].facts)
    assert (facts["expected"], facts["actual"]) == (Currency("CAD"), Currency("EUR"))
    assert found.only_before.tasks == 1


def test_clients_of_several_currencies() -> None:
    """Each currency has its own total, and each key a row for each."""
    abroad = evolve(OTHERS, rate_list="Abroad")

    def worldwide(home: PricingEngine, price: str) -> Catalog:
        lists = [*home.catalog.rate_lists, RateList("Abroad", "EUR", [per_word(price)])]
        return evolve(home.catalog, rate_lists=lists)

    work = [project(words(100), client=abroad, number="P-9"), *WORK]
    found = compare(work, worldwide(BEFORE, "0.1"), worldwide(AFTER, "0.2"))
    assert rows(found.totals) == ["CAD: 210.00 195.00 4", "EUR: 10.00 20.00 1"]
    assert [str(row.currency) for row in found.by_service] == ["CAD", "CAD", "EUR"]
    with pytest.raises(CurrencyMismatchError) as raised:
        _ = found.total
    error = raised.value
    assert (str(error.expected), str(error.actual)) == ("CAD", "EUR")


def test_fees_of_languages() -> None:
    """A fee counts under the pair or the target that it is for, and its service."""
    work = project(
        *(
            translated(f"T-{place}", 50, pair)
            for place, pair in enumerate(("en>de", "en>fr", "de>fr"))
        )
    )
    rates = [per_word("0.20")]
    plain = agreed(rates=rates)
    least = agreed(Minimum(50, per="pair"), rates=rates)
    assert rows(compare([work], plain, least).by_languages) == [
        "de>fr: 10.00 50.00 1",
        "en>de: 10.00 50.00 1",
        "en>fr: 10.00 50.00 1",
    ]
    setup = agreed(Fee(5, "Setup", per="target", billed_as=MANAGEMENT), rates=rates)
    by_target = compare([work], plain, setup)
    assert rows(by_target.by_languages) == [
        "de: 0 5.00 0",
        "de>fr: 10.00 10.00 1",
        "en>de: 10.00 10.00 1",
        "en>fr: 10.00 10.00 1",
        "fr: 0 5.00 0",
    ]
    assert rows(by_target.by_service) == ["PM: 0 10.00 0", "TRA: 30.00 30.00 3"]
    table = comparison_table(by_target, "fr-CA")
    assert "  français  " in table


def test_fees() -> None:
    """A fee of a project is its client's, of no languages and no band, and no task."""
    tally = Tally({})
    fee = InvoiceLine.of("Fee", Money("9.00", "CAD"))
    rush = InvoiceLine.of("Rush", Money("5.00", "CAD"), service=REVISION)
    tally.add(project(), [fee], [fee, rush])
    assert rows(tally.totals.differences()) == ["CAD: 9.00 14.00 0"]
    assert rows(tally.clients.differences()) == ["ACME: 9.00 14.00 0"]
    assert rows(tally.services.differences()) == ["REV: 0 5.00 0", "None: 9.00 9.00 0"]
    assert rows(tally.languages.differences()) == ["None: 9.00 14.00 0"]
    assert rows(tally.bands.differences()) == ["None: 9.00 14.00 0"]


PERCENTS = {
    "dearer": ("90.00", "94.50", "5.00"),
    "cheaper": ("3.00", "2.00", "-33.33"),
    "ties away from zero": ("800.00", "801.00", "0.13"),
    "ties away from zero, less": ("800.00", "799.00", "-0.13"),
    "the same": ("1.00", "1.00", "0.00"),
    "of nothing": ("0.00", "1.00", "None"),
    "to nothing": ("5.00", "0", "-100.00"),
}


@pytest.mark.parametrize(
    ("before", "after", "expected"), PERCENTS.values(), ids=PERCENTS
)
def test_percent(before: str, after: str, expected: str) -> None:
    """The difference in percent of before, to two decimals."""
    row = Difference("ACME", Money(before, "CAD"), Money(after, "CAD"), 1)
    assert str(row.percent) == expected


def test_difference_of_one_currency() -> None:
    """Amounts of two currencies have no difference."""
    with pytest.raises(
        CurrencyMismatchError, match=r"^EUR: expected an amount in CAD$"
    ):
        Difference("ACME", Money(1, "CAD"), Money(1, "EUR"), 1)


REFUSED: dict[str, tuple[Any, ...]] = {
    "a project alone": (WORK[0], BEFORE, AFTER),
    "what is no project": ([1], BEFORE, AFTER),
    "a list of rates": (WORK, BEFORE, BEFORE.catalog.rate_lists[0]),
}


@pytest.mark.parametrize("given_", REFUSED.values(), ids=REFUSED)
def test_refuses(given_: tuple[Any, ...]) -> None:
    """Projects are several, and priced by a catalog or an engine."""
    with pytest.raises(InvalidValueError):
        compare(*given_)


def test_refuses_no_total() -> None:
    """A comparison has a total; a count is not negative."""
    with pytest.raises(InvalidValueError):
        Comparison(totals=[])
    with pytest.raises(InvalidValueError):
        Uncompared(-1)


LAW = settings(deadline=None, max_examples=settings().max_examples * 2 // 5)
"""Two engines and two projects take their time to be made."""

SEVERAL = st.integers(1, 2).flatmap(
    lambda n: st.tuples(*(chance.projects(f"P-{k}") for k in range(n)))
)
"""Projects of clients with lists in two currencies, and some without any price."""


def sums(amounts: Iterable[Money]) -> dict[str, Decimal]:
    """Add up amounts by currency, without those that come to nothing."""
    totals: dict[str, Decimal] = {}
    for amount in amounts:
        code = amount.currency.code
        totals[code] = totals.get(code, Decimal(0)) + amount.amount
    return {code: total for code, total in totals.items() if total}


@LAW
@given(SEVERAL, chance.engines(), chance.engines())
def test_law_of_sums(
    projects: tuple[Project, ...], before: PricingEngine, after: PricingEngine
) -> None:
    """Rows of each kind add up to the totals, to the cent."""
    found = compare(projects, before, after)
    for kind in (
        found.by_client,
        found.by_service,
        found.by_languages,
        found.by_band,
    ):
        for side in ("before", "after"):
            amounts = [getattr(row, side) for row in kind]
            totals = [getattr(row, side) for row in found.totals]
            assert sums(amounts) == sums(totals)
            assert all(amount == amount.rounded() for amount in amounts)


@LAW
@given(SEVERAL, chance.engines(), chance.engines())
def test_law_of_all_that_is_priced(
    projects: tuple[Project, ...], before: PricingEngine, after: PricingEngine
) -> None:
    """All that a side can price is compared, or told among what is not."""
    found = compare(projects, before, after)
    asides = (found.only_before, found.only_after, found.other_currency)
    for side, prices in (("before", before), ("after", after)):
        lines = [line for each in projects for line in outcome(prices, each).lines]
        compared = [getattr(row, side) for row in found.totals]
        left = [amount for aside in asides for amount in getattr(aside, side)]
        assert sums([*compared, *left]) == sums(line.net_amount for line in lines)


@LAW
@given(SEVERAL, chance.engines(), chance.engines())
def test_law_of_mirrors(
    projects: tuple[Project, ...], before: PricingEngine, after: PricingEngine
) -> None:
    """The other way round, all differences have the other sign."""
    there, back = compare(projects, before, after), compare(projects, after, before)
    for kind in ("by_client", "by_service", "by_languages", "by_band"):
        assert [
            (row.key, row.before, row.after, row.tasks) for row in getattr(there, kind)
        ] == [
            (row.key, row.after, row.before, row.tasks) for row in getattr(back, kind)
        ]
    assert there.only_before.before == back.only_after.after
    assert there.only_before.gaps == back.only_after.gaps
    assert there.neither.tasks == back.neither.tasks


@LAW
@given(SEVERAL, chance.engines())
def test_law_of_the_same(projects: tuple[Project, ...], prices: PricingEngine) -> None:
    """Nothing differs from itself."""
    found = compare(projects, prices, prices)
    assert not any(row.difference for row in found.totals)
    assert found.only_before == found.only_after == Uncompared()
    assert found.other_currency == Uncompared()


@LAW
@given(SEVERAL, chance.engines(), chance.engines())
def test_law_of_tasks(
    projects: tuple[Project, ...], before: PricingEngine, after: PricingEngine
) -> None:
    """A task that costs something is compared, or left out for one reason."""
    found = compare(projects, before, after)
    asides = (found.only_before, found.only_after, found.neither)
    told_tasks = sum(aside.tasks for aside in asides)
    compared = sum(row.tasks for row in found.totals) + found.other_currency.tasks
    bad = priced = 0
    for each in projects:
        sides = [outcome(before, each), outcome(after, each)]
        unpriced = sides[0].problems.keys() | sides[1].problems.keys()
        billed = {key for side in sides for line in side.lines for key in line.task_ids}
        bad += len(unpriced)
        priced += len(billed - unpriced)
    assert (told_tasks, compared) == (bad, priced)


def test_band_keys() -> None:
    """Bands stand as people look for them: new words first."""
    task = analysed(Analysis.of({"75-84": 1}, new=1, exact=1, repetition=1))
    found = compare([project(task)], BEFORE, AFTER)
    keys = [row.key for row in found.by_band]
    assert keys == [
        *map(MatchBand.parse, ("new", "75-84", "exact", "repetition")),
    ]
