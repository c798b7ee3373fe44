"""Prices of a list in one currency, billed in another at the rate of a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    LINE,
    Analysis,
    Client,
    Currency,
    Discount,
    ExchangeRate,
    ExchangeTable,
    Fee,
    Finding,
    InvoiceDraft,
    MatchGrid,
    Money,
    PricingEngine,
    Project,
    Quantity,
    Rate,
    RateList,
    Rounding,
    Unit,
    WorkflowTask,
    explanation,
)
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    ExchangeRateMismatchError,
    ExchangeRateMissingError,
    InvalidValueError,
    UnpricedTasksError,
)
from tests.pricing.simple import (
    CLIENT,
    analysed,
    engine,
    hours,
    nets,
    per_hour,
    per_word,
    project,
    words,
)
from tests.quickstart import AGENCY, CATALOG, GRID, TRANSLATION

CAD, USD, EUR, JPY = map(Currency, ("CAD", "USD", "EUR", "JPY"))
MONDAY = date(2026, 11, 2)
FRIDAY = MONDAY - timedelta(days=3)
TO_USD = ExchangeRate("CAD", "USD", "0.7325", MONDAY)
BEFORE = ExchangeRate("CAD", "USD", "0.7301", FRIDAY)
TO_EUR = ExchangeRate("CAD", "EUR", "0.6644", MONDAY)
TO_YEN = ExchangeRate("CAD", "JPY", "109.87", MONDAY)
TABLE = ExchangeTable([TO_USD, BEFORE, TO_EUR, TO_YEN])
AMERICAN = evolve(CLIENT, currency="USD")


FOUND: dict[str, tuple[int, date, ExchangeRate]] = {
    "of the day": (0, MONDAY, TO_USD),
    "of another day": (0, FRIDAY, BEFORE),
    "of the day rather than before": (9, MONDAY, TO_USD),
    "of the day before": (1, FRIDAY + timedelta(days=1), BEFORE),
    "of Friday, on Sunday": (2, FRIDAY + timedelta(days=2), BEFORE),
    "of as long ago as may be": (5, MONDAY + timedelta(days=5), TO_USD),
}


def test_the_first_of_days() -> None:
    """However many days old a rate may be, none is looked for before the first day."""
    first = evolve(TO_USD, on=date.min)
    table = ExchangeTable([first], days_back=10**9)
    assert table.rate(CAD, USD, date.min + timedelta(days=1)) == first


NOT_FOUND: dict[str, tuple[int, Currency, Currency, date | None]] = {
    "on a Sunday": (0, CAD, USD, FRIDAY + timedelta(days=2)),
    "too old": (1, CAD, USD, FRIDAY + timedelta(days=2)),
    "before the first": (99, CAD, USD, FRIDAY - timedelta(days=1)),
    "the other way round": (9, USD, CAD, MONDAY),
    "by way of a third": (9, USD, EUR, MONDAY),
    "into itself": (9, CAD, CAD, MONDAY),
    "without a day": (9, CAD, USD, None),
    "since the first of days": (10**9, CAD, USD, date.min),
}


REFUSED: dict[str, dict[str, Any]] = {
    "one rate": {"rates": TO_USD},
    "none": {"rates": None},
    "numbers": {"rates": [1]},
    "two a day": {"rates": [TO_USD, evolve(TO_USD, rate="0.7")]},
    "the same twice": {"rates": [TO_USD, TO_USD]},
    "days before none": {"days_back": -1},
    "half a day": {"days_back": 0.5},
    "a word of days": {"days_back": "3"},
}


class TestTable:
    """A table knows what was written down, and nothing else."""

    @pytest.mark.parametrize(("back", "on", "expected"), FOUND.values(), ids=FOUND)
    def test_found(self, back: int, on: date, expected: ExchangeRate) -> None:
        """The rate of the day holds, else the last before it, if not too old."""
        table = evolve(TABLE, days_back=back)
        assert table.rate(CAD, USD, on) is expected

    @pytest.mark.parametrize(
        ("back", "source", "target", "on"), NOT_FOUND.values(), ids=NOT_FOUND
    )
    def test_missing(
        self, back: int, source: Currency, target: Currency, on: date | None
    ) -> None:
        """No rate is turned round, made of two others, or taken from days to come."""
        with pytest.raises(ExchangeRateMissingError) as raised:
            evolve(TABLE, days_back=back).rate(source, target, on)
        error = raised.value
        assert (error.source, error.target, error.on) == (source, target, on)

    @pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
    def test_refused(self, parts: dict[str, Any]) -> None:
        """It holds a rate a day for two currencies, and looks back some days."""
        given: dict[str, Any] = {"rates": [TO_USD], **parts}
        with pytest.raises(InvalidValueError):
            ExchangeTable(**given)

    def test_the_first_of_days(self) -> None:
        """It looks back to the very first day there is, and no further."""
        first = evolve(TO_USD, on=date.min)
        table = ExchangeTable([first], days_back=10**9)
        assert table.rate(CAD, USD, date.min + timedelta(days=1)) is first

    def test_the_order_does_not_matter(self) -> None:
        """Rates are found by their day, wherever they stand."""
        table = ExchangeTable(reversed(TABLE.rates), days_back=2)
        assert table.rate(CAD, USD, FRIDAY + timedelta(days=2)) is BEFORE


RATES: dict[str, tuple[Any, ...]] = {
    "of nothing": ("CAD", "USD", 0, MONDAY),
    "below nothing": ("CAD", "USD", "-0.7", MONDAY),
    "a float": ("CAD", "USD", 0.7325, MONDAY),
    "into itself": ("CAD", "CAD", 1, MONDAY),
    "of no currency": ("dollar", "USD", 1, MONDAY),
    "into no currency": ("CAD", None, 1, MONDAY),
    "without a day": ("CAD", "USD", 1, None),
    "on a written day": ("CAD", "USD", 1, "2026-11-02"),
    "of thirteen decimals": ("CAD", "USD", "1E-13", MONDAY),
}


@pytest.mark.parametrize("parts", RATES.values(), ids=RATES)
def test_rates_that_are_none(parts: tuple[Any, ...]) -> None:
    """A rate is above zero, from one currency into another, on a day."""
    with pytest.raises(InvalidValueError):
        ExchangeRate(*parts)


def converting(*rates: Rate, **options: Any) -> PricingEngine:  # noqa: ANN401 - those of an engine
    """Make an engine that converts by the table."""
    several = rates or (per_word("0.185"), per_hour("50"))
    parts: dict[str, Any] = {"exchange": TABLE, **options}
    return engine(*several, **parts)


def ordered(
    *tasks: WorkflowTask, client: Client | None = AMERICAN, on: date | None = MONDAY
) -> Project:
    """Make a project that an American has ordered on a Monday."""
    return project(*tasks, client=client, ordered_on=on)


GRID_OF_PRICES = MatchGrid.of_prices(new="0.20", exact="0.05")
BANDS = analysed(Analysis.of(new=1000, exact=333, repetition=77))

CONVERTED: dict[str, tuple[PricingEngine, list[WorkflowTask], list[str]]] = {
    "words": (converting(), [words("133.4")], ["18.08"]),
    "hours": (converting(), [hours("1.5")], ["54.94"]),
    "each line by itself": (converting(), [words(1), hours("0.1")], ["0.14", "3.66"]),
    "by the thousand": (converting(per_word("185", per=1000)), [words(100)], ["13.55"]),
    "rounded down": (converting(rounding=Rounding.DOWN), [words("133.4")], ["18.07"]),
    "a minimum": (
        converting(per_word("0.185", minimum_charge=45)),
        [words("133.4")],
        ["32.96"],
    ),
    "a minimum that is reached": (
        converting(per_word("0.185", minimum_charge="24.67")),
        [words("133.4")],
        ["18.08"],
    ),
    "a minimum, rounded down": (
        converting(per_word("0.185", minimum_charge=45), rounding=Rounding.DOWN),
        [words("133.4")],
        ["32.96"],
    ),
    "weighted": (converting(grid=GRID), [BANDS], ["149.40"]),
    "itemised": (
        converting(grid=GRID, bands="itemised"),
        [BANDS],
        ["135.51", "11.28", "2.61"],
    ),
    "itemised, at least": (
        converting(per_word("0.185", minimum_charge=300), grid=GRID, bands="itemised"),
        [BANDS],
        ["135.51", "11.28", "72.96"],
    ),
    "prices of bands": (
        converting(grid=GRID_OF_PRICES),
        [BANDS],
        ["146.50", "12.20", "10.43"],
    ),
    "rounded prices of bands": (
        converting(grid=GRID.with_price_digits(2)),
        [BANDS],
        ["139.18", "12.20", "2.82"],
    ),
    "whole words": (converting(grid=GRID.with_count_digits(0)), [BANDS], ["149.47"]),
    "standard lines": (
        converting(Rate(TRANSLATION, LINE, "1.10")),
        [words(1000, Unit("character"))],
        ["14.65"],
    ),
    "less ten percent": (
        converting(adjustments=[Discount(10, "Agreed")]),
        [words("133.4")],
        ["16.27"],
    ),
    "a fee in the currency of the list": (
        converting(adjustments=[Fee(10, "Files", per="project")]),
        [words("133.4")],
        ["18.08", "7.33"],
    ),
    "a fee in the client's money": (
        converting(adjustments=[Fee(Money(10, "USD"), "Files", per="project")]),
        [words("133.4")],
        ["18.08", "10.00"],
    ),
}


@pytest.mark.parametrize(
    ("priced_by", "tasks", "expected"), CONVERTED.values(), ids=CONVERTED
)
def test_converted(
    priced_by: PricingEngine, tasks: list[WorkflowTask], expected: list[str]
) -> None:
    """
    Prices, minimums and prices of bands are converted exactly, lines rounded once.

    0.185 CAD at 0.7325 are 0.1355125 USD; 133.4 of them are 18.07736…, so 18.08.
    """
    lines = priced_by.price(ordered(*tasks))
    assert nets(lines) == expected
    assert {line.terms.currency for line in lines} == {USD}


def test_into_yen() -> None:
    """What is converted has the decimals of the currency that is billed."""
    yen = evolve(CLIENT, currency="JPY")
    rates = converting(per_word("0.185", minimum_charge=45))
    assert nets(rates.price(ordered(words(1000), client=yen))) == ["20326"]
    assert nets(rates.price(ordered(words(1), client=yen))) == ["4944"]


def test_exact_price() -> None:
    """The unit price keeps all its decimals, without zeros at the end."""
    (line,) = converting().price(ordered(words(1)))
    assert str(line.unit_price) == "0.1355125 USD"
    (line,) = converting(per_word("0.20")).price(ordered(words(1)))
    assert str(line.unit_price) == "0.1465 USD"


NOT_CONVERTED: dict[str, Client | None] = {
    "whoever asks for no currency": CLIENT,
    "whoever asks for that of the list": evolve(CLIENT, currency="CAD"),
    "nobody": None,
}


@pytest.mark.parametrize("client", NOT_CONVERTED.values(), ids=NOT_CONVERTED)
def test_not_converted(client: Client | None) -> None:
    """A client in the list's own currency needs no rate, and no day."""
    rates = converting(exchange=ExchangeTable([]), exchange_day="issued")
    (line,) = rates.price(ordered(words("133.4"), client=client, on=None))
    assert (str(line.net_amount), line.unit_price) == (
        "24.68 CAD",
        Money("0.185", "CAD"),
    )
    assert line.terms.agreed is not None
    assert line.terms.agreed.exchange is None
    assert rates.currency_for(client) == CAD


def test_currency_of_a_list_of_ones_own() -> None:
    """A client with a list of its own is billed in the currency of that list."""
    catalog = evolve(CATALOG, rate_lists=[*CATALOG.rate_lists, RateList("Euro", "EUR")])
    european = evolve(CLIENT, rate_list="Euro")
    assert PricingEngine(catalog).currency_for(european) == Currency("EUR")


def test_currency_for() -> None:
    """A client is billed in its own currency where prices can be converted at all."""
    assert converting().currency_for(AMERICAN) == USD
    assert converting(exchange=None).currency_for(AMERICAN) == CAD


def test_without_any_exchange() -> None:
    """Who has no rates cannot bill a client in another currency than the list's."""
    with pytest.raises(UnpricedTasksError) as raised:
        converting(exchange=None).price(ordered(words(1)))
    assert raised.value.errors == (CurrencyMismatchError(USD, CAD, ("P-1",)),)


TUESDAY = MONDAY + timedelta(days=1)
TWO_DAYS = ExchangeTable([TO_USD, ExchangeRate("CAD", "USD", "0.75", TUESDAY)])

DAYS: dict[str, tuple[str, date | None, str]] = {
    "ordered": ("ordered", None, "73.25"),
    "ordered, and another today": ("ordered", TUESDAY, "73.25"),
    "quoted": ("quoted", TUESDAY, "75.00"),
    "issued": ("issued", TUESDAY, "75.00"),
    "issued on the day of the order": ("issued", MONDAY, "73.25"),
}


INVOICED: dict[str, tuple[str, date | None, str]] = {
    "ordered": ("ordered", None, "73.25"),
    "quoted the day before": ("quoted", MONDAY, "73.25"),
    "quoted that day": ("quoted", TUESDAY, "75.00"),
    "quoted on a day that nobody told": ("quoted", None, "75.00"),
    "issued": ("issued", None, "75.00"),
    "issued, told the day before": ("issued", MONDAY, "75.00"),
}


class TestDay:
    """The rate of which day holds is a matter of agreement."""

    @pytest.mark.parametrize(("which", "today", "net"), DAYS.values(), ids=DAYS)
    def test_which(self, which: str, today: date | None, net: str) -> None:
        """It is that of the order, or the one that the engine is told."""
        rates = converting(per_word("1"), exchange=TWO_DAYS, exchange_day=which)
        if today is not None:
            rates = rates.at(today)
        assert nets(rates.price(ordered(words(100)))) == [net]

    def test_today(self) -> None:
        """An engine that needs no day stays the one it is."""
        rates = converting()
        assert rates.at(TUESDAY) is rates
        plain = converting(exchange=None, exchange_day="issued")
        assert plain.at(TUESDAY) is plain
        issued = converting(exchange_day="issued")
        assert issued.at(TUESDAY) == evolve(issued, today=TUESDAY)
        assert issued.today is None

    @pytest.mark.parametrize(("which", "own", "net"), INVOICED.values(), ids=INVOICED)
    def test_invoiced_on(self, which: str, own: date | None, net: str) -> None:
        """An invoice is priced as of its day, but not what was quoted on another."""
        rates = converting(
            per_word("1"), exchange=TWO_DAYS, exchange_day=which, today=own
        )
        billed = rates.invoiced_on(TUESDAY)
        assert nets(billed.price(ordered(words(100)))) == [net]

    def test_quoted_before(self) -> None:
        """Work that was quoted on a day of its own goes by that, not the engine's."""
        rates = converting(
            per_word("1"), exchange=TWO_DAYS, exchange_day="quoted", today=TUESDAY
        )
        billed = rates.invoiced_on(TUESDAY, quoted_on=MONDAY)
        assert nets(billed.price(ordered(words(100)))) == ["73.25"]

    @pytest.mark.parametrize("own", [None, MONDAY])
    def test_invoiced_on_no_day(self, own: date | None) -> None:
        """A day is a day, even where that of the quote holds."""
        rates = converting(exchange_day="quoted", today=own)
        with pytest.raises(InvalidValueError):
            rates.invoiced_on("2026-11-03")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # no date, which is the claim

    def test_day_after_day(self) -> None:
        """One engine told two days prices by each, whatever it has kept."""
        rates = converting(per_word("1"), exchange=TWO_DAYS, exchange_day="issued")
        work = ordered(words(100))
        for _ in range(2):
            assert nets(rates.at(MONDAY).price(work)) == ["73.25"]
            assert nets(rates.at(TUESDAY).price(work)) == ["75.00"]

    def test_of_each_project(self) -> None:
        """Two projects ordered on two days are billed at two rates."""
        rates = converting(per_word("1"), exchange=TWO_DAYS)
        one, other = ordered(words(100)), ordered(words(100), on=TUESDAY)
        lines = rates.price(one, evolve(other, number="P-2"))
        assert nets(lines) == ["73.25", "75.00"]

    @pytest.mark.parametrize("which", ["ordered", "issued"])
    @pytest.mark.parametrize("today", ["2026-11-02", None, 3])
    def test_no_day(self, which: str, today: Any) -> None:  # noqa: ANN401 - whatever it is
        """A day is a day, even for an engine that has no use for it."""
        with pytest.raises(InvalidValueError):
            converting(exchange_day=which).at(today)


MISSING: dict[str, tuple[PricingEngine, Project, date | None]] = {
    "no rate that day": (
        converting(),
        ordered(words(1), on=MONDAY + timedelta(days=1)),
        MONDAY + timedelta(days=1),
    ),
    "no day of the order": (converting(), ordered(words(1), on=None), None),
    "no day told": (converting(exchange_day="issued"), ordered(words(1)), None),
    "not quoted on that day": (
        converting(exchange_day="quoted").at(FRIDAY - timedelta(days=1)),
        ordered(words(1)),
        FRIDAY - timedelta(days=1),
    ),
}


@pytest.mark.parametrize(("priced_by", "work", "on"), MISSING.values(), ids=MISSING)
def test_missing(priced_by: PricingEngine, work: Project, on: date | None) -> None:
    """Without a rate nothing is billed; the error says which one, and for what."""
    with pytest.raises(UnpricedTasksError) as raised:
        priced_by.price(work)
    assert raised.value.errors == (ExchangeRateMissingError(CAD, USD, on, ("P-1",)),)
    (finding,) = priced_by.check(work)
    assert (finding.code, finding.place) == ("exchange-rate-missing", ("P-1",))


def test_wrong_pair() -> None:
    """A rate into one currency converts into no other."""
    swiss = evolve(CLIENT, currency="CHF")
    attempt = converting().attempt(ordered(words(1), client=swiss))
    assert attempt.errors == (
        ExchangeRateMissingError(CAD, Currency("CHF"), MONDAY, ("P-1",)),
    )


def test_two_clients() -> None:
    """Each is billed in its own currency; on one invoice they do not go together."""
    european = ordered(words(100), client=evolve(CLIENT, code="EU", currency="EUR"))
    rates = converting(per_word("1"))
    assert nets(rates.price(european)) == ["66.44"]
    attempt = rates.attempt(ordered(words(100)), evolve(european, number="P-2"))
    assert attempt.errors == (CurrencyMismatchError(USD, EUR, ("P-2",)),)


def test_two_currencies_are_not_added_up() -> None:
    """What is agreed for an invoice is not for a project in another currency."""
    european = ordered(words(100), client=evolve(CLIENT, code="EU", currency="EUR"))
    agreed = [Discount(50, "Agreed", per="invoice"), Fee(9, "Files", per="invoice")]
    rates = converting(per_word("1"), adjustments=agreed)
    attempt = rates.attempt(ordered(words(100)), evolve(european, number="P-2"))
    assert attempt.errors == (CurrencyMismatchError(USD, EUR, ("P-2",)),)
    assert nets(attempt.lines) == ["36.62", "6.59"]


class Bank:
    """A host's own rates, whatever they are."""

    def __init__(self, found: Any) -> None:  # noqa: ANN401 - whatever it is
        self.found = found
        self.asked: list[tuple[Currency, Currency, date | None]] = []

    def rate(self, source: Currency, target: Currency, on: date | None) -> ExchangeRate:
        """Give it, and remember what was asked."""
        self.asked.append((source, target, on))
        return self.found  # type: ignore[no-any-return]  # that is the case


def test_of_a_host() -> None:
    """A host's rates are asked for the pair and the day."""
    bank = Bank(TO_USD)
    assert nets(converting(exchange=bank).price(ordered(words(100)))) == ["13.55"]
    assert bank.asked == [(CAD, USD, MONDAY)]


WRONG: dict[str, Any] = {
    "from another currency": evolve(TO_USD, source="EUR"),
    "into another currency": TO_EUR,
    "turned round": ExchangeRate("USD", "CAD", "1.3652", MONDAY),
    "a number": "0.7325",
    "nothing": None,
}


@pytest.mark.parametrize("found", WRONG.values(), ids=WRONG)
def test_what_a_host_gets_wrong(found: Any) -> None:  # noqa: ANN401 - whatever it is
    """A rate that was not asked for converts nothing, and the error shows it."""
    rates = converting(exchange=Bank(found))
    actual = found if isinstance(found, ExchangeRate) else repr(found)
    error = ExchangeRateMismatchError(CAD, USD, actual, ("P-1",))
    assert rates.attempt(ordered(words(1))).errors == (error,)
    assert rates.check(ordered(words(1))) == (Finding.of(error),)


class Broken:
    """A host's own rates that cannot be reached."""

    def rate(self, source: Currency, target: Currency, on: date | None) -> ExchangeRate:
        """Fail as a host's own code fails."""
        raise ConnectionError(source, target, on)


def test_what_a_host_raises() -> None:
    """An exception of the host's own comes through, for it is no error of the work."""
    with pytest.raises(ConnectionError):
        converting(exchange=Broken()).check(ordered(words(1)))


LARGE: dict[str, Rate] = {
    "a price": per_word("999999999999999"),
    "a minimum": per_word("1", minimum_charge="999999999999999"),
}


@pytest.mark.parametrize("rate", LARGE.values(), ids=LARGE)
def test_too_large_when_converted(rate: Rate) -> None:
    """What comes to 10^15 in the other currency is told in words of its own."""
    japanese = evolve(CLIENT, currency="JPY")
    (finding,) = converting(rate).check(ordered(words(1), client=japanese))
    assert (finding.code, finding.place) == ("too-large", ("P-1", "T-1"))
    assert finding.message("fr-CA").replace("\xa0", " ") == (
        "P-1/T-1 : 109869999999999890.13 : un nombre inférieur à 10^15 était attendu"
    )


ENGINES: dict[str, dict[str, Any]] = {
    "exchange of nothing": {"exchange": 1},
    "one rate": {"exchange": TO_USD},
    "another day": {"exchange_day": "paid"},
    "no day": {"exchange_day": None},
    "a written day": {"today": "2026-11-02"},
}


@pytest.mark.parametrize("parts", ENGINES.values(), ids=ENGINES)
def test_engines(parts: dict[str, Any]) -> None:
    """An engine takes exchange rates, and one of three days."""
    with pytest.raises(InvalidValueError):
        converting(**parts)


def test_explained() -> None:
    """The explanation tells the price of the list, the rate and its day."""
    (line,) = converting().price(ordered(words(1)))
    (step,) = (each for each in explanation(line) if each.kind == "exchange")
    assert step["unit_price"] == Money("0.185", "CAD")
    assert step["exchange"] is TO_USD
    assert step.result == Money("0.1355125", "USD")


def test_explained_by_band() -> None:
    """The price of a band is worked out first, in the currency of the list."""
    line = converting(grid=GRID, bands="itemised").price(ordered(BANDS))[1]
    *_, band, exchange, _, _ = explanation(line)
    assert (band.kind, band.result) == ("band", Money("0.04625", "CAD"))
    assert exchange["unit_price"] == Money("0.04625", "CAD")
    assert exchange.result == Money("0.033878125", "USD")


def test_on_the_bill() -> None:
    """A bill tells each rate once; what needed none tells none."""
    later = evolve(TO_USD, on=MONDAY + timedelta(days=1))
    rates = converting(exchange=ExchangeTable([TO_USD, later]))
    one = ordered(words(100), hours("1"))
    other = evolve(ordered(words(1), on=later.on), number="P-2")
    draft = InvoiceDraft(
        seller=AGENCY,
        client=AMERICAN,
        currency="USD",
        lines=rates.price(one, other, evolve(one, number="P-3")),
    )
    assert draft.exchange_rates == (TO_USD, later)
    assert draft.issue("F-1", later.on).exchange_rates == (TO_USD, later)
    typed = evolve(draft, lines=())
    assert typed.exchange_rates == ()


def test_what_is_too_large_to_convert() -> None:
    """A price of 10^15, which no money can hold any more, is told with its task."""
    huge = ExchangeTable([evolve(TO_USD, rate=10**14)])
    (error,) = (
        converting(per_word("10"), exchange=huge).attempt(ordered(words(1))).errors
    )
    assert isinstance(error, InvalidValueError)
    assert error.where() == ("P-1", "T-1")


def test_quantity_stays() -> None:
    """Only prices are converted."""
    (line,) = converting().price(ordered(words("133.4")))
    assert line.quantity == Quantity("133.4", line.terms.unit)
