"""Lines billed in part: what each part comes to, what it says, and what it refuses."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    ITEM,
    Allowance,
    Currency,
    InvoiceLine,
    Money,
    PricingEngine,
    explain,
)
from flowfit_invoicing.documents import (
    Claim,
    LineDetails,
    Part,
    Unbilled,
    begun_of,
    check_parts,
    claims_of,
    part_of,
    percent_of,
    rest_of,
)
from flowfit_invoicing.errors import InvalidValueError, PartTooLargeError
from tests.documents.bills import DRAFT, GST, line
from tests.pricing.simple import engine, per_hour, per_word, project, words
from tests.quickstart import CATALOG, PROJECT

CAD = Currency("CAD")
TRANSLATED, REVISED = PricingEngine(CATALOG).price(PROJECT)
WORK = (Unbilled(TRANSLATED), Unbilled(REVISED))
"""106.32 and 175.00."""


def dec(*amounts: str) -> list[Decimal]:
    return [Decimal(amount) for amount in amounts]


def unbilled(*cases: str) -> list[Unbilled]:
    """Make lines of cases such as `100 30 (25)`: whole, billed, percent so far."""
    several: list[Unbilled] = []
    for case in cases:
        whole, *rest = case.split()
        done = Decimal(rest[0] if rest else 0)
        percent = None if rest else Decimal(0)
        if rest[1:]:
            percent = Decimal(rest[1].strip("()"))
        several.append(
            Unbilled(line(whole), done, is_begun=bool(rest), percent=percent)
        )
    return several


PERCENTS: dict[str, tuple[list[str], str, str]] = {
    "of one line": (["106.32"], "30", "31.90"),
    "of two": (["106.32", "175.00"], "30", "84.40"),
    "half a cent is a cent": (["0.50"], "5", "0.03"),
    "of what is billed too": (["100.00 40.00"], "30", "30.00"),
    "the rest of a hundred": (["0.05 0.03 (50)"], "50", "0.02"),
    "the rest, where rounding left more": (["100.04 90.00 (90)"], "10", "10.04"),
    "no more than is left, below a hundred": (["0.05 0.04 (80)"], "15", "0.01"),
    "less than that": (["100.00 50.00 (50)"], "30", "30.00"),
    "of lines that were billed otherwise": (
        ["10.00 5.00 (50)", "10.00 2.00"],
        "50",
        "10.00",
    ),
    "of lines at two percents": (["10.00 5.00 (50)", "10.00"], "50", "10.00"),
}


@pytest.mark.parametrize(
    ("lines", "asked", "expected"), PERCENTS.values(), ids=PERCENTS
)
def test_percents(lines: list[str], asked: str, expected: str) -> None:
    """A percent is one of the whole; those that make a hundred leave nothing."""
    assert str(percent_of(unbilled(*lines), Decimal(asked), CAD)) == expected


TOO_LARGE: dict[str, tuple[list[str], str]] = {
    "percents of more than a hundred": (["100.00 50.00 (50)"], "50.01"),
    "beside what was named as an amount": (["100.00 60.00"], "41"),
}


@pytest.mark.parametrize(("lines", "asked"), TOO_LARGE.values(), ids=TOO_LARGE)
def test_percents_of_more_than_is_left(lines: list[str], asked: str) -> None:
    """A percent that is more than is left is refused, with both amounts."""
    with pytest.raises(PartTooLargeError) as raised:
        percent_of(unbilled(*lines), Decimal(asked), CAD)
    left = 100 - Decimal(lines[0].split()[1])
    assert raised.value.left == Money(left, "CAD")


SPREADS: dict[str, tuple[list[str], str, list[str]]] = {
    "in proportion": (["10.00", "30.00"], "20.00", ["5.00", "15.00"]),
    "the cent to who lost most": (["1.00", "2.00"], "1.00", ["0.33", "0.67"]),
    "by what is left": (["10.00 9.00", "1.00"], "1.00", ["0.50", "0.50"]),
    "all that is left": (["10.00 9.00", "1.00"], "2.00", ["1.00", "1.00"]),
    "a line begun at nothing": (["100.00", "0.01"], "1.00", ["1.00", "0.00"]),
    "nothing of what is billed": (["5.00 5.00", "1.00"], "0.50", ["0.50"]),
    "nothing left of one": (["5.00 5.00", "1.00"], "1.00", ["1.00"]),
    "what costs nothing": (["0.00", "1.00"], "1.00", ["0.00", "1.00"]),
}


@pytest.mark.parametrize(("lines", "amount", "expected"), SPREADS.values(), ids=SPREADS)
def test_spreads(lines: list[str], amount: str, expected: list[str]) -> None:
    """An amount is spread by what is left of each line, by largest remainder."""
    parts = part_of(unbilled(*lines), Decimal(amount))
    assert [str(part.net) for part in parts] == expected


def test_more_than_is_left() -> None:
    """An amount of more than is left is refused with both, and nothing of no line."""
    with pytest.raises(
        PartTooLargeError, match=r"part 281\.33 CAD: more than the 281\.32"
    ):
        part_of(WORK, Decimal("281.33"))
    with pytest.raises(InvalidValueError, match="expected lines"):
        part_of((), Decimal(1))


def test_whole_lines() -> None:
    """Who takes all of what nobody has begun gets the lines as they are priced."""
    assert part_of(WORK, Decimal("281.32")) == (TRANSLATED, REVISED) == rest_of(WORK)


def test_on_paper() -> None:
    """A part is one item at its amount, of the same task, project and service."""
    first, second = part_of(WORK, Decimal("84.40"), percent=Decimal(30))
    assert (first.quantity.unit, first.amount, str(first.unit_price), first.per) == (
        *(ITEM, Decimal(1), "31.90 CAD", 1),
    )
    assert (first.priced, first.net, first.adjustments) == (*dec("31.90", "31.90"), ())
    assert (first.tasks, first.service) == (TRANSLATED.tasks, TRANSLATED.service)
    assert (first.whole, second.whole) == (TRANSLATED, REVISED)
    assert first.origin is not None
    assert (first.is_weighted, first.to_minimum, first.is_minimum_waived) == (
        *(False, None, False),
    )
    assert str(second.net_amount) == "52.50 CAD"


def test_in_words() -> None:
    """A part says on paper what it is a part of, in both languages."""
    part = part_of(WORK, Decimal("84.40"))[0]
    assert part.description.get("en-CA") == (
        "Translation, English → Canadian French, Rapport annuel, part 31.90 of 106.32"
    )
    assert part.description.get("fr-CA") == (
        "Traduction, anglais → français canadien, Rapport annuel, "
        "part de 31,90 sur 106,32"
    )
    typed = line("100.00")
    assert part_of([Unbilled(typed)], Decimal(50))[0].description.get("fr") == (
        "Courier, part de 50,00 sur 100,00"
    )


def test_description_by_hand() -> None:
    """What a person calls a part is what it is called."""
    part = part_of(WORK, Decimal("84.40"))[0]
    assert part.details is not None
    called = part.with_details(evolve(part.details, text="Instalment"))
    assert str(called.description) == "Instalment"
    assert called.whole == TRANSLATED


SPREAD = "spread over 2 lines by what is left of each"
ENDS: dict[str, tuple[tuple[InvoiceLine, ...], str, list[str]]] = {
    "a percent of a task": (
        part_of(WORK[:1], Decimal("31.90"), percent=Decimal(30)),
        "en-CA",
        ["rounded: $106.32", "30% of $106.32: $31.90"],
    ),
    "in French": (
        part_of(WORK[:1], Decimal("31.90"), percent=Decimal(30)),
        "fr-CA",
        [
            "arrondi\xa0: 106,32\xa0$",
            "30\xa0% de 106,32\xa0$\xa0: 31,90\xa0$",
        ],
    ),
    "of several tasks": (
        part_of(WORK, Decimal("84.40"), percent=Decimal(30)),
        "en-CA",
        [
            f"of $84.40 to bill now, {SPREAD}: $31.90",
            "30% of $106.32: $31.90",
        ],
    ),
    "an amount": (
        part_of(WORK[:1], Decimal("31.90")),
        "en-CA",
        ["rounded: $106.32", "part of $106.32: $31.90"],
    ),
    "a percent, but for a cent": (
        part_of(WORK[:1], Decimal("31.91"), percent=Decimal(30)),
        "en-CA",
        ["rounded: $106.32", "part of $106.32: $31.91"],
    ),
    "the rest": (
        rest_of([evolve(WORK[0], billed=Decimal("31.90"), is_begun=True)]),
        "en-CA",
        ["rounded: $106.32", "$106.32 less $31.90 billed before: $74.42"],
    ),
    "more, and not the rest": (
        part_of([evolve(WORK[0], billed=Decimal("31.90"), is_begun=True)], Decimal(10)),
        "en-CA",
        ["rounded: $106.32", "part of $106.32: $10.00"],
    ),
}


@pytest.mark.parametrize(("parts", "locale", "expected"), ENDS.values(), ids=ENDS)
def test_explained(
    parts: tuple[InvoiceLine, ...], locale: str, expected: list[str]
) -> None:
    """A part explains its whole first, and ends with what is billed of it."""
    assert explain(parts[0], locale).splitlines()[-len(expected) :] == expected


def test_further_adjustments_are_those_of_the_whole() -> None:
    """What adjusts a line adjusts its whole; the part is on paper without it."""
    adjusted = TRANSLATED.adjusted(Allowance(Money("6.32", "CAD"), "Friend"))
    (part,) = part_of([Unbilled(adjusted)], Decimal("25.00"), percent=Decimal(25))
    assert (part.net, part.adjustments) == (Decimal("25.00"), ())
    assert part.whole.adjustments == adjusted.adjustments
    assert explain(part, "en-CA").splitlines()[-2:] == [
        "Friend: less $6.32",
        "25% of $100.00: $25.00",
    ]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no terms": ({"terms": None}, "expected a Terms"),
    "other details": ({"details": "text"}, "expected the details"),
    "a task below zero": ({"of_task": -1}, "zero or more"),
    "less than nothing before": ({"before": -1}, "zero or more"),
    "no percent": ({"percent": 0}, "up to 100"),
    "more than all": ({"percent": "100.01"}, "up to 100"),
    "no share": ({"share": 1}, "expected a Share"),
}


@pytest.mark.parametrize(("parts", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(parts: dict[str, Any], message: str) -> None:
    """A part is of a line that could be billed, and of no more than all."""
    part = Part(TRANSLATED.terms, None, "106.32")
    with pytest.raises(InvalidValueError, match=message):
        evolve(part, **parts)


def test_no_more_than_the_whole() -> None:
    """A line is no more than what is left of its whole, and may be all of it."""
    terms, details = line("40.00").terms, line("100.00").details
    part = Part(line("100.00").terms, details, 100, before=60)
    assert InvoiceLine(terms, details=LineDetails(1, part=part)).net == 40
    more = LineDetails(1, part=evolve(part, before="60.01"))
    with pytest.raises(InvalidValueError, match=r"40\.00.*a part of the 39\.99 left"):
        InvoiceLine(terms, details=more)


TASK = ("P-1", "T-1")
BOTH = engine(per_word("0.20"), per_hour()).price(project(words(500)))
"""A line of 100.00."""


def some(amount: str, before: str = "0", percent: str | None = None) -> InvoiceLine:
    """Bill a part of the line of a hundred."""
    begun = Unbilled(BOTH[0], Decimal(before), is_begun=before != "0")
    asked = None if percent is None else Decimal(percent)
    return part_of([begun], Decimal(amount), percent=asked)[0]


RAISED = engine(per_word("0.40"), per_hour()).price(project(words(500)))

HISTORIES: dict[str, tuple[list[tuple[str, str, InvoiceLine]], str]] = {
    "a part": ([("A", "30/100", some("30"))], "100.00 30.00 None"),
    "a percent": ([("A", "30/100", some("30", "0", "30"))], "100.00 30.00 30"),
    "two percents": (
        [
            ("A", "30/100", some("30", "0", "30")),
            ("B", "20/100", some("20", "30", "20")),
        ],
        "100.00 50.00 50",
    ),
    "a percent and an amount": (
        [("A", "30/100", some("30", "0", "30")), ("B", "20/100", some("20", "30"))],
        "100.00 50.00 None",
    ),
    "all of it": ([("A", "100/100", BOTH[0])], "100.00 100.00 None"),
    "freed in part": (
        [("A", "100/100", BOTH[0]), ("B", "-40/100", some("40"))],
        "100.00 60.00 None",
    ),
    "freed by who doesn't say of which line": (
        [("A", "100/100", BOTH[0]), ("B", "-40/100", line("40"))],
        "100.00 60.00 None",
    ),
    "freed, and billed at another price": (
        [
            ("A", "100/100", BOTH[0]),
            ("B", "-100/100", BOTH[0]),
            ("C", "200/200", RAISED[0]),
        ],
        "200.00 200.00 None",
    ),
    "begun at nothing": ([("A", "0/100", some("0"))], "100.00 0.00 None"),
    "freed whole": ([("A", "100/100", BOTH[0]), ("B", "-100/100", BOTH[0])], ""),
}


@pytest.mark.parametrize(("history", "expected"), HISTORIES.values(), ids=HISTORIES)
def test_begun(history: list[tuple[str, str, InvoiceLine]], expected: str) -> None:
    """The whole is that of the document that began it, until all of it is freed."""
    claims: list[Claim] = []
    for holder, of, _ in history:
        amount, _, whole = of.partition("/")
        claims.append(Claim(TASK, holder, Decimal(amount), Decimal(whole)))
    lines_of = {holder: [line] for holder, _, line in history}
    found = begun_of(claims, lines_of)
    told = [
        f"{each.line.net} {each.billed} {each.percent}"
        for several in found.values()
        for each in several
    ]
    assert told == ([expected] if expected else [])
    assert all(each.is_begun for several in found.values() for each in several)


def test_begun_by_a_document_that_is_not_there() -> None:
    """Nothing is known of the lines of a document that the store does not give."""
    claim = Claim(TASK, "A", Decimal(30), Decimal(100))
    assert begun_of([claim], {}) == {TASK: ()}


def test_claims() -> None:
    """A part claims so much of all that its task comes to."""
    two = (*BOTH, evolve(BOTH[0], terms=evolve(BOTH[0].terms, service=None)))
    parts = part_of([Unbilled(each) for each in two], Decimal("50.00"))
    expected = Claim(TASK, "A", Decimal("50.00"), Decimal("200.00"))
    assert list(claims_of(parts, "A")) == [expected]
    nothing = Claim(TASK, "A", Decimal("0.00"), Decimal("100.00"))
    assert list(claims_of([some("0")], "A")) == [nothing]


def test_taxes_of_parts_are_told() -> None:
    """Three parts of 33.33, 33.33 and 33.34 have a cent of tax more than the whole."""
    parts = [
        evolve(DRAFT, lines=[line(amount)], taxes=[GST])
        for amount in ("33.33", "33.33", "33.34")
    ]
    (finding,) = check_parts(parts)
    assert (finding.code, finding.severity) == ("tax-of-parts", "warning")
    assert finding.message("en-CA") == (
        "GST: comes to $5.01 on all parts, and to $5.00 on the whole"
    )
    assert finding.message("fr-CA") == (
        "TPS\xa0: 5,01\xa0$ sur l’ensemble des parts, 5,00\xa0$ sur le tout"
    )
    assert check_parts(parts[:1]) == ()
