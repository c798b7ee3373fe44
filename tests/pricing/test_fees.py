"""Fees and surcharges: lines of their own, or borne by the lines that they are for."""

import pytest

from flowfit_invoicing import (
    WORD,
    Adjustment,
    Analysis,
    Discount,
    Fee,
    LocalizedText,
    Minimum,
    Money,
    Quantity,
    Rounding,
    Surcharge,
    WorkflowTask,
)
from flowfit_invoicing.errors import CurrencyMismatchError, UnpricedTasksError
from flowfit_invoicing.pricing.groups import PERS
from tests.pricing.several import MANAGEMENT, OTHER, PROJECT, agreed, told
from tests.pricing.simple import analysed, hours, nets, per_word, project, words
from tests.quickstart import GRID

WORK = ["T-1 30.00", "T-2 20.00", "T-3 10.00", "T-4 5.00"]
FILES = LocalizedText({"en": "File handling", "fr": "Traitement des fichiers"})

PER: dict[str, tuple[Adjustment, list[str]]] = {
    "a line": (Fee(7, FILES), ["T-1 37.00", "T-2 27.00", "T-3 17.00", "T-4 12.00"]),
    "a task": (
        Fee(7, FILES, per="task"),
        ["T-1 37.00", "T-2 27.00", "T-3 17.00", "T-4 12.00"],
    ),
    "a pair": (
        Fee(7, FILES, per="pair"),
        [
            *("T-1 30.00", "T-2 20.00", "fee: File handling en>fr-CA 7.00"),
            *("T-3 10.00", "fee: File handling en>ja 7.00"),
            *("T-4 5.00", "fee: File handling de>fr-CA 7.00"),
        ],
    ),
    "a target": (
        Fee(7, FILES, per="target"),
        [
            *("T-1 30.00", "T-2 20.00", "T-3 10.00"),
            *("fee: File handling ja 7.00", "T-4 5.00"),
            "fee: File handling fr-CA 7.00",
        ],
    ),
    "a project": (Fee(7, FILES, per="project"), [*WORK, "fee: File handling 7.00"]),
    "a project, spread": (
        Fee(7, FILES, per="project", spread=True),
        ["T-1 33.23", "T-2 22.15", "T-3 11.08", "T-4 5.54"],
    ),
    "an invoice": (Fee(7, FILES, per="invoice"), [*WORK, "- 7.00"]),
    "nothing": (Fee(0, FILES, per="project"), WORK),
    "rounded away": (Fee("0.004", FILES, per="project"), WORK),
    "percent of a line": (
        Surcharge(10, FILES),
        ["T-1 33.00", "T-2 22.00", "T-3 11.00", "T-4 5.50"],
    ),
    "percent of a project": (
        Surcharge("12.5", FILES, per="project"),
        [*WORK, "- 8.13"],
    ),
    "percent of an invoice": (Surcharge(10, FILES, per="invoice"), [*WORK, "- 6.50"]),
    "percent, spread": (
        Surcharge("12.5", FILES, per="project", spread=True),
        ["T-1 33.75", "T-2 22.50", "T-3 11.25", "T-4 5.63"],
    ),
    "percent, at least": (
        Surcharge(10, FILES, per="project", at_least=9),
        [*WORK, "fee: File handling 9.00"],
    ),
    "percent, more than the least": (
        Surcharge(10, FILES, per="project", at_least="6.49"),
        [*WORK, "- 6.50"],
    ),
    "percent, at least, on each line": (
        Surcharge(10, FILES, at_least=Money("1.50", "CAD")),
        ["T-1 33.00", "T-2 22.00", "T-3 11.50", "T-4 6.50"],
    ),
    "percent, at least, spread": (
        Surcharge(10, FILES, per="project", at_least=13, spread=True),
        ["T-1 36.00", "T-2 24.00", "T-3 12.00", "T-4 6.00"],
    ),
    "percent, at least nothing": (
        Surcharge("0.001", FILES, per="project", at_least=0),
        WORK,
    ),
    "percent, rounded away": (Surcharge("0.001", FILES, per="project"), WORK),
    "urgent": (Surcharge(10, FILES, per="project", urgent_only=True), WORK),
}


@pytest.mark.parametrize(("agreed_", "expected"), PER.values(), ids=PER)
def test_per(agreed_: Adjustment, expected: list[str]) -> None:
    """A fee of a group has a line behind its last one, unless its lines bear it."""
    assert told(agreed(agreed_).price(PROJECT)) == expected


def test_once_for_each_project() -> None:
    """Two projects on an invoice have two fees of a project and one of the invoice."""
    rates = agreed(Fee(7, FILES, per="project"), Fee(3, "Courier", per="invoice"))
    lines = rates.price(PROJECT, OTHER)
    fees = [line for line in lines if line.task is None]
    assert [line.tasks for line in fees] == [
        (("P-1", "fee: File handling"),),
        (("P-2", "fee: File handling"),),
        (),
    ]
    assert [line.project_number for line in fees] == ["P-1", "P-2", None]
    assert nets(fees) == ["7.00", "7.00", "3.00"]


def test_urgent_projects_alone() -> None:
    """A surcharge for urgent work is for the groups of urgent projects."""
    rush = Surcharge(10, "Rush", urgent_only=True, per="project")
    assert nets(agreed(rush).price(PROJECT, OTHER))[4:] == ["30.00", "3.00"]
    together = Surcharge(10, "Rush", urgent_only=True, per="invoice")
    assert nets(agreed(together).price(PROJECT, OTHER))[4:] == ["30.00", "3.00"]


def test_on_the_last_line_of_a_task() -> None:
    """A fee of a task is once for all its bands, on the last of its lines."""
    rates = agreed(Fee(5, FILES, per="task"), grid=GRID, bands="itemised")
    counts = Analysis.of(new=10, exact=40, repetition=20)
    lines = rates.price(project(analysed(counts), hours("1")))
    assert nets(lines) == ["10.00", "10.00", "10.00", "7.00"]


def test_without_languages() -> None:
    """Work without languages is in no group of a pair or of a target."""
    task = WorkflowTask("T-1", "translate", quantities=[Quantity(10, WORD)])
    for fee in (Fee(5, FILES, per="pair"), Fee(5, FILES, per="target")):
        assert nets(agreed(fee).price(project(task))) == ["10.00"]


def test_line_of_its_own() -> None:
    """It is one item at the price of the fee, by its reason and languages."""
    fee = Fee(Money(7, "CAD"), FILES, per="pair", billed_as=MANAGEMENT)
    line = agreed(fee).price(project(words(10)))[-1]
    assert (str(line.quantity), str(line.unit_price)) == ("1 item", "7.00 CAD")
    assert (line.service, line.taxes, line.adjustments) == (MANAGEMENT, None, ())
    assert line.origin is None
    assert line.description.get("en") == "File handling, English → Canadian French"
    assert (
        line.description.get("fr-CA")
        == "Traitement des fichiers, anglais → français canadien"
    )
    assert line.details is not None
    assert line.details.basis is not None
    assert line.details.basis.kind == "fixed"


NAMED: dict[str, tuple[Fee, str, str]] = {
    "of a target": (
        Fee(7, FILES, per="target"),
        "File handling, Canadian French",
        "Traitement des fichiers, français canadien",
    ),
    "of a project": (
        Fee(7, FILES, per="project"),
        "File handling",
        "Traitement des fichiers",
    ),
    "in one language": (
        Fee(7, "Dossier", per="target"),
        "Dossier, Canadian French",
        "Dossier, français canadien",
    ),
    "in a third one": (
        Fee(7, {"de": "Dateien", "en": "Files"}, per="target"),
        "Files, Canadian French",
        "Files, français canadien",
    ),
}


@pytest.mark.parametrize(("fee", "en", "fr"), NAMED.values(), ids=NAMED)
def test_description(fee: Fee, en: str, fr: str) -> None:
    """It says what it is for in our languages."""
    text = agreed(fee).price(project(words(10)))[-1].description
    assert (text.get("en"), text.get("fr")) == (en, fr)


def test_description_in_a_third_language() -> None:
    """And in those of its reason."""
    fee = Fee(7, {"de": "Dateien", "en": "Files"}, per="target")
    text = agreed(fee).price(project(words(10)))[-1].description
    assert text.get("de") == "Dateien, Französisch (Kanada)"


def test_of_percents() -> None:
    """The line of a surcharge says of what it was so many percent."""
    more = Surcharge(10, FILES, per="invoice")
    line = agreed(more).price(PROJECT)[-1]
    assert line.details is not None
    assert line.details.basis is not None
    assert dict(line.details.basis.operands) == {
        "base": Money("65.00", "CAD"),
        "percent": 10,
        "least": None,
    }


def test_what_is_paid_once() -> None:
    """A sum is paid once for a project; percents are paid of each part of it."""
    for fee, known in (
        (Fee(7, FILES, per="project"), True),
        (Surcharge(10, FILES, per="project"), False),
        (Surcharge(10, FILES, per="project", at_least="6.49"), False),
        (Surcharge(10, FILES, per="project", at_least="6.50"), True),
        (Surcharge(10, FILES, per="project", at_least=9), True),
    ):
        line = agreed(fee).price(PROJECT)[-1]
        assert line.project_number == "P-1"
        assert line.tasks == ((("P-1", "fee: File handling"),) if known else ())


def test_known_by_what_it_is_for() -> None:
    """Two fees of a project that are for other work are known apart."""
    fee = Fee(7, FILES, per="project", languages="en>fr", services=["TRA"])
    line = agreed(fee).price(PROJECT)[2]
    assert line.tasks == (("P-1", "fee: File handling en>fr TRA"),)


def test_fee_of_the_invoice_has_the_domain_of_its_work() -> None:
    """What is agreed for a domain is for a fee of an invoice that has no other."""
    fee, legal = Fee(10, FILES, per="invoice"), Discount(10, "Law", domains=["legal"])
    work = project(words(100), domain="legal")
    assert nets(agreed(fee, legal).price(work)) == ["90.00", "9.00"]
    other = project(words(100), number="P-2")
    assert nets(agreed(fee, legal).price(work, other)) == ["90.00", "100.00", "10.00"]


def test_code() -> None:
    """A fee that a line bears has the code that it was given."""
    fees = agreed(Fee(7, FILES, code="FI"), Surcharge(5, "Rush", at_least=2, code="A"))
    (line,) = fees.price(project(words(10)))
    assert [each.code for each in line.adjustments] == ["FI", "A"]
    assert nets([line]) == ["19.00"]


def test_what_comes_after_takes_it_in() -> None:
    """A fee is a line like others for what is agreed after it, and not before."""
    fee, less = Fee(10, FILES, per="project"), Discount(10, "Agreed")
    small = project(words(100))
    assert nets(agreed(fee, less).price(small)) == ["90.00", "9.00"]
    assert nets(agreed(less, fee).price(small)) == ["90.00", "10.00"]
    more = Surcharge(10, "Rush", per="invoice")
    assert nets(agreed(fee, more).price(small)) == ["100.00", "10.00", "11.00"]


def test_in_another_currency() -> None:
    """A fee in euros cannot be charged in dollars; the error says where."""
    places = (*(2 * [("P-1", "T-1")]), *(3 * [("P-1",)]), ())
    for per, place in zip(PERS, places, strict=True):
        rates = agreed(Fee(Money(7, "EUR"), FILES, per=per))
        with pytest.raises(UnpricedTasksError) as raised:
            rates.price(project(words(10)))
        (error,) = raised.value.errors
        assert isinstance(error, CurrencyMismatchError)
        assert (error.expected.code, error.actual.code) == ("CAD", "EUR")
        assert error.where() == place
        (finding,) = rates.check(project(words(10)))
        assert (finding.code, finding.place) == ("currency-mismatch", place)


def test_the_place_of_a_fee() -> None:
    """What is wrong with the fee of a project leaves the project without a price."""
    wrong = Fee(Money(1, "EUR"), "Error", services=[MANAGEMENT])
    for per, place in zip(PERS[-2:], (("P-1",), ()), strict=True):
        fee = Fee(7, FILES, per=per, billed_as=MANAGEMENT)
        attempt = agreed(fee, wrong).attempt(project(words(10)))
        assert [error.where() for error in attempt.errors] == [place]
        assert attempt.lines == ()


def test_yen() -> None:
    """A sum without a currency is one in that of the work, and rounded to it."""
    rates = agreed(
        Fee("99.5", FILES, per="project"), rates=[per_word("2")], currency="JPY"
    )
    assert nets(rates.price(project(words(10)))) == ["20", "100"]


def test_fees_of_one_name() -> None:
    """Fees of a project with the same reason are known apart, in their order."""
    fee = Fee(5, {"en": "Files", "fr": "Fichiers"}, per="project")
    lines = agreed(fee, fee, Fee(7, "Files", per="project")).price(PROJECT, OTHER)
    assert [line.tasks[0] for line in lines if line.task is None] == [
        *(("P-1", "fee: Files"), ("P-1", "fee: Files 2"), ("P-1", "fee: Files 3")),
        *(("P-2", "fee: Files"), ("P-2", "fee: Files 2"), ("P-2", "fee: Files 3")),
    ]


def test_a_fee_of_a_pair_is_for_its_target() -> None:
    """What is agreed for a target language counts the fees of its pairs."""
    rules = (Fee(5, "Files", per="pair"), Minimum(100, per="target"))
    lines = agreed(*rules).price(PROJECT)
    assert [str(line.net_amount.amount) for line in lines if line.task is None] == [
        *("5.00", "5.00", "85.00", "5.00", "35.00")
    ]


def test_a_fee_is_rounded_as_all_is() -> None:
    """The line of a fee says by which rule of rounding it was made."""
    rates = agreed(Fee(5, "Files", per="project"), rounding=Rounding.DOWN)
    (*_, fee) = rates.price(PROJECT)
    assert fee.terms.rounding is Rounding.DOWN
