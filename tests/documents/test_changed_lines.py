"""A person agrees other amounts with the client; what was computed stays beside."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    HOUR,
    WORD,
    Allowance,
    Analysis,
    Charge,
    Discount,
    InvoiceDraft,
    InvoiceLine,
    Money,
    Quantity,
    Rebate,
    explain,
    explanation,
)
from flowfit_invoicing.documents import AgreedChange, LineChanges
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    InvalidValueError,
    NegativeLineError,
)
from tests.documents.bills import COURIER, DAY, DRAFT, GST, QST, line
from tests.pricing.simple import analysed, engine, per_word, project, words
from tests.quickstart import GRID

LESS = Discount(10, {"en": "Client discount", "fr": "Remise client"})
PLAIN = engine(per_word("0.25")).price(project(words(180)))[0]
SMALL = engine(per_word("0.25", minimum_charge=45)).price(project(words(100)))[0]
REDUCED = engine(per_word("0.25"), adjustments=[LESS]).price(project(words(100)))[0]
REBATED = engine(per_word("0.25"), adjustments=[Rebate(5, "Voucher")]).price(
    project(words(100))
)[0]
GOODWILL = {"en": "Goodwill", "fr": "Geste commercial"}


def draft_of(*lines: InvoiceLine) -> InvoiceDraft:
    return DRAFT.edit(lines=lines)


def agreed(line: InvoiceLine, **changes: Any) -> InvoiceLine:  # noqa: ANN401 - of all kinds
    """Change a line for the sake of goodwill."""
    return draft_of(line).with_line_changed(0, reason=GOODWILL, **changes).lines[0]


def on_paper(line: InvoiceLine) -> str:
    """Write what a client sees: quantity × price, adjustments, net amount."""
    steps = [f"{line.amount} × {line.unit_price.amount} = {line.priced}"]
    steps += [f"{each.signed:+} {each.reason}" for each in line.adjustments]
    return ", ".join([*steps, f"= {line.net_amount.amount}"])


CHANGED: dict[str, tuple[InvoiceLine, dict[str, Any], str]] = {
    "a lower net amount": (
        PLAIN,
        {"net_amount": 40},
        "180 × 0.25 = 45.00, -5.00 Goodwill, = 40.00",
    ),
    "a higher net amount": (
        PLAIN,
        {"net_amount": Money(50, "CAD")},
        "180 × 0.25 = 45.00, +5.00 Goodwill, = 50.00",
    ),
    "a net amount of nothing": (
        PLAIN,
        {"net_amount": "0"},
        "180 × 0.25 = 45.00, -45.00 Goodwill, = 0.00",
    ),
    "a net amount under the minimum": (
        SMALL,
        {"net_amount": "30.00"},
        "100 × 0.25 = 25.00, +20.00 Minimum charge, -15.00 Goodwill, = 30.00",
    ),
    "a net amount after a discount": (
        REDUCED,
        {"net_amount": 20},
        "100 × 0.25 = 25.00, -2.50 Client discount, -2.50 Goodwill, = 20.00",
    ),
    "a quantity": (PLAIN, {"quantity": 100}, "100 × 0.25 = 25.00, = 25.00"),
    "a quantity with its unit": (
        PLAIN,
        {"quantity": Quantity("100.5", WORD)},
        "100.5 × 0.25 = 25.13, = 25.13",
    ),
    "a unit price": (PLAIN, {"unit_price": "0.2"}, "180 × 0.2 = 36.00, = 36.00"),
    "a unit price of nothing": (PLAIN, {"unit_price": 0}, "180 × 0 = 0.00, = 0.00"),
    "quantity and unit price": (
        PLAIN,
        {"quantity": 100, "unit_price": Money("0.2", "CAD")},
        "100 × 0.2 = 20.00, = 20.00",
    ),
    "all at once": (
        PLAIN,
        {"quantity": 100, "unit_price": "0.2", "net_amount": 15},
        "100 × 0.2 = 20.00, -5.00 Goodwill, = 15.00",
    ),
    "a net amount that follows anyway": (
        PLAIN,
        {"quantity": 100, "net_amount": 25},
        "100 × 0.25 = 25.00, = 25.00",
    ),
    "no minimum": (SMALL, {"waive_minimum": True}, "100 × 0.25 = 25.00, = 25.00"),
    "no minimum, and a price": (
        SMALL,
        {"waive_minimum": True, "unit_price": "0.3"},
        "100 × 0.3 = 30.00, = 30.00",
    ),
    "a quantity that leaves the minimum": (
        SMALL,
        {"quantity": 200},
        "200 × 0.25 = 50.00, = 50.00",
    ),
    "a quantity that needs the minimum": (
        SMALL,
        {"quantity": 40},
        "40 × 0.25 = 10.00, +35.00 Minimum charge, = 45.00",
    ),
    "percents, taken again": (
        REDUCED,
        {"quantity": 50},
        "50 × 0.25 = 12.50, -1.25 Client discount, = 11.25",
    ),
    "percents of nothing": (REDUCED, {"quantity": 0}, "0 × 0.25 = 0.00, = 0.00"),
    "a sum, as it was": (
        REBATED,
        {"quantity": 50},
        "50 × 0.25 = 12.50, -5.00 Voucher, = 7.50",
    ),
    "typed in": (
        COURIER,
        {"quantity": 2, "net_amount": 30},
        "2 × 18.50 = 37.00, -7.00 Goodwill, = 30.00",
    ),
}


@pytest.mark.parametrize(("line", "changes", "paper"), CHANGED.values(), ids=CHANGED)
def test_on_paper(line: InvoiceLine, changes: dict[str, Any], paper: str) -> None:
    """Quantity × unit price and adjustments lead to what was agreed (BT-131)."""
    after = agreed(line, **changes)
    assert on_paper(after) == paper
    assert draft_of(after).totals.net == after.net_amount


@pytest.mark.parametrize(("line", "changes", "_"), CHANGED.values(), ids=CHANGED)
def test_keeps_what_was_computed(
    line: InvoiceLine, changes: dict[str, Any], _: str
) -> None:
    """Task, terms, origin and all that was computed are there as they were."""
    after = agreed(line, **changes)
    assert after.computed == line
    assert (after.task, after.terms, after.origin) == (
        *(line.task, line.terms, line.origin),
    )
    assert (after.tasks, after.description) == (line.tasks, line.description)
    assert draft_of(after).with_line_as_computed(0) == draft_of(line)


@pytest.mark.parametrize(("line", "changes", "_"), CHANGED.values(), ids=CHANGED)
def test_explanation_ends_with_it(
    line: InvoiceLine, changes: dict[str, Any], _: str
) -> None:
    """First what was computed, and in the end what was agreed in place of it."""
    after = agreed(line, **changes)
    steps, before = explanation(after), explanation(line)
    assert steps[: len(before)] == before
    assert (steps[-1].kind, steps[-1].result) == ("agreed", after.net_amount)
    assert steps[-1]["computed"] == line.net_amount


WORDS: dict[str, tuple[InvoiceLine, list[str], list[str]]] = {
    "a net amount": (
        agreed(PLAIN, net_amount=40),
        ["$40.00 agreed in place of $45.00: Goodwill"],
        ["40,00~$ convenu au lieu de 45,00~$~: Geste commercial"],
    ),
    "quantity, price and net amount": (
        agreed(REDUCED, quantity=120, unit_price="0.2", net_amount=20),
        [
            "120 words agreed in place of 100 words",
            "unit price: $0.20 agreed in place of $0.25",
            "120 words × $0.20 = 24",
            "rounded: $24.00",
            "Client discount: 10% of $24.00, less $2.40",
            "$20.00 agreed in place of $22.50: Goodwill",
        ],
        [
            "quantité~: 120 mots au lieu de 100 mots, comme convenu",
            "prix unitaire~: 0,20~$ convenu au lieu de 0,25~$",
            "120 mots × 0,20~$ = 24",
            "arrondi~: 24,00~$",
            "Remise client~: 10~% de 24,00~$, moins 2,40~$",
            "20,00~$ convenu au lieu de 22,50~$~: Geste commercial",
        ],
    ),
    "no minimum": (
        agreed(SMALL, waive_minimum=True),
        [
            "100 words × $0.25 = 25",
            "rounded: $25.00",
            "the minimum of $45.00 is not charged: Goodwill",
            "$25.00 agreed in place of $45.00: Goodwill",
        ],
        [
            "100 mots × 0,25~$ = 25",
            "arrondi~: 25,00~$",
            "le minimum de 45,00~$ n’est pas facturé~: Geste commercial",
            "25,00~$ convenu au lieu de 45,00~$~: Geste commercial",
        ],
    ),
    "sums as before": (
        agreed(
            COURIER.adjusted(
                Allowance(Money(2, "CAD"), "Voucher"), Charge(Money(1, "CAD"), "Stamp")
            ),
            quantity=2,
        ),
        [
            "2 items agreed in place of 1 item",
            "2 items × $18.50 = 37",
            "rounded: $37.00",
            "Voucher: less $2.00, as before",
            "Stamp: plus $1.00, as before",
            "$36.00 agreed in place of $17.50: Goodwill",
        ],
        [
            "quantité~: 2 unités au lieu de 1 unité, comme convenu",
            "2 unités × 18,50~$ = 37",
            "arrondi~: 37,00~$",
            "Voucher~: moins 2,00~$, comme avant",
            "Stamp~: plus 1,00~$, comme avant",
            "36,00~$ convenu au lieu de 17,50~$~: Geste commercial",
        ],
    ),
}


@pytest.mark.parametrize(("line", "en", "fr"), WORDS.values(), ids=WORDS)
def test_in_words(line: InvoiceLine, en: list[str], fr: list[str]) -> None:
    """What follows what was computed says what was agreed, in either language."""
    for locale, expected in (("en-CA", en), ("fr-CA", fr)):
        computed = explain(line.computed, locale)
        added = explain(line, locale).removeprefix(computed + "\n")
        assert added.replace("\xa0", "~").splitlines() == expected


AGAIN: dict[str, tuple[list[dict[str, Any]], str]] = {
    "another net amount": (
        [{"net_amount": 40}, {"net_amount": 30}],
        "180 × 0.25 = 45.00, -15.00 Goodwill, = 30.00",
    ),
    "a price beside the quantity": (
        [{"quantity": 100}, {"unit_price": "0.2"}],
        "100 × 0.2 = 20.00, = 20.00",
    ),
    "a quantity beside the price": (
        [{"unit_price": "0.2"}, {"quantity": 100}],
        "100 × 0.2 = 20.00, = 20.00",
    ),
    "a net amount beside the quantity": (
        [{"quantity": 100}, {"net_amount": 20}],
        "100 × 0.25 = 25.00, -5.00 Goodwill, = 20.00",
    ),
    "a quantity in place of the net amount": (
        [{"net_amount": 40}, {"quantity": 100}],
        "100 × 0.25 = 25.00, = 25.00",
    ),
}


@pytest.mark.parametrize(("several", "paper"), AGAIN.values(), ids=AGAIN)
def test_changed_again(several: list[dict[str, Any]], paper: str) -> None:
    """What is agreed later is told against what was computed first."""
    after = PLAIN
    for changes in several:
        after = agreed(after, **changes)
    assert on_paper(after) == paper
    assert after.computed == PLAIN
    assert explanation(after)[-1]["computed"] == PLAIN.net_amount


def test_back_to_what_was_computed() -> None:
    """Who agrees on what was computed agrees on nothing else."""
    after = agreed(agreed(PLAIN, quantity=100, unit_price="0.2"), unit_price="0.25")
    assert after.unit_price == PLAIN.unit_price
    assert agreed(after, quantity=180) == PLAIN
    assert agreed(agreed(PLAIN, net_amount=40), net_amount=45) == PLAIN
    assert agreed(agreed(SMALL, waive_minimum=True), waive_minimum=False) == SMALL


REASONS: dict[str, tuple[InvoiceLine, list[dict[str, Any]], list[str]]] = {
    "a minimum, then a net amount": (
        SMALL,
        [
            {"waive_minimum": True, "reason": "Goodwill"},
            {"net_amount": 20, "reason": "Round"},
        ],
        [
            "the minimum of $45.00 is not charged: Goodwill",
            "$20.00 agreed in place of $45.00: Round",
        ],
    ),
    "a quantity, then a price": (
        PLAIN,
        [
            {"quantity": 100, "reason": "Recount"},
            {"unit_price": "0.20", "reason": "Goodwill"},
        ],
        [
            "100 words agreed in place of 180 words: Recount",
            "unit price: $0.20 agreed in place of $0.25",
            "$20.00 agreed in place of $45.00: Goodwill",
        ],
    ),
    "a price, then a quantity": (
        PLAIN,
        [
            {"unit_price": "0.20", "reason": "Goodwill"},
            {"quantity": 100, "reason": "Recount"},
        ],
        [
            "100 words agreed in place of 180 words",
            "unit price: $0.20 agreed in place of $0.25: Goodwill",
            "$20.00 agreed in place of $45.00: Recount",
        ],
    ),
    "a price that is taken back": (
        PLAIN,
        [
            {"quantity": 100, "reason": "Recount"},
            {"unit_price": "0.20", "reason": "Goodwill"},
            {"unit_price": "0.25", "reason": "A slip"},
        ],
        [
            "100 words agreed in place of 180 words",
            "$25.00 agreed in place of $45.00: Recount",
        ],
    ),
    "one thing, agreed again": (
        PLAIN,
        [
            {"net_amount": 40, "reason": "Goodwill"},
            {"net_amount": 30, "reason": "More of it"},
        ],
        ["$30.00 agreed in place of $45.00: More of it"],
    ),
}


@pytest.mark.parametrize(("line", "several", "told"), REASONS.values(), ids=REASONS)
def test_each_reason_stays(
    line: InvoiceLine, several: list[dict[str, Any]], told: list[str]
) -> None:
    """Each thing that is agreed keeps the reason that was given for it."""
    draft = draft_of(line)
    for changes in several:
        draft = draft.with_line_changed(0, **changes)
    (after,) = draft.lines
    added = explain(after, "en-CA").splitlines()[len(explanation(line)) :]
    reasons = ("agreed", "not charged")
    assert [each for each in added if any(word in each for word in reasons)] == told


def test_reasons_on_paper() -> None:
    """An amount that is set right says its own reason, in either language."""
    draft = draft_of(PLAIN).with_line_changed(0, quantity=100, reason="Recount")
    (after,) = draft.with_line_changed(0, net_amount=20, reason=GOODWILL).lines
    assert [each.reason.get("fr") for each in after.adjustments] == ["Geste commercial"]
    french = explain(after, "fr-CA").replace("\xa0", "~").splitlines()
    assert french[-4:] == [
        "quantité~: 100 mots au lieu de 180 mots, comme convenu~: Recount",
        "100 mots × 0,25~$ = 25",
        "arrondi~: 25,00~$",
        "20,00~$ convenu au lieu de 45,00~$~: Geste commercial",
    ]
    (other,) = draft_of(PLAIN).with_line_changed(0, unit_price=1, reason="A").lines
    (other,) = draft_of(other).with_line_changed(0, quantity=1, reason="B").lines
    assert "prix unitaire~: 1,00~$ convenu au lieu de 0,25~$~: A" in (
        explain(other, "fr-CA").replace("\xa0", "~").splitlines()
    )


def test_codes_on_paper() -> None:
    """Allowance and charge have codes of UNTDID 5189 and 7161, for e-invoices."""
    (less,) = agreed(PLAIN, net_amount=40).adjustments
    (more,) = agreed(PLAIN, net_amount=50).adjustments
    assert (less.code, more.code) == ("95", "ABK")
    assert (less.percent, less.base) == (None, None)


def test_agreed_amounts_are_no_longer_weighted() -> None:
    """Nobody is told that words were weighted which a person has typed in."""
    analysis = Analysis.of(new=100, exact=100)
    rates = engine(per_word("0.25"), grid=GRID)
    (weighted,) = rates.price(project(analysed(analysis)))
    assert (weighted.is_weighted, weighted.raw_amount) == (True, Decimal(200))
    after = agreed(weighted, quantity=100)
    assert (after.is_weighted, after.raw_amount) == (False, Decimal(100))
    assert agreed(weighted, net_amount=20).is_weighted


def test_description_and_taxes() -> None:
    """What the client reads, and what is taxed, change without a reason."""
    draft = draft_of(line("1"), PLAIN)
    named = draft.with_line_changed(1, description={"en": "Report", "fr": "Rapport"})
    assert named.lines[1].description.get("fr") == "Rapport"
    assert named.lines == (line("1"), named.lines[1])
    assert named.lines[1].net == PLAIN.net
    taxed = draft.with_line_changed(1, taxes=[GST]).lines[1]
    untaxed = draft.with_line_changed(1, taxes=()).lines[1]
    as_document = draft.with_line_changed(1, taxes=None).lines[1]
    assert (taxed.taxes, untaxed.taxes, as_document.taxes) == ((GST,), (), None)
    for each in (taxed, untaxed, as_document):
        assert each.details is not None
        assert each.details.taxes_by_hand
        assert explanation(each) == explanation(PLAIN)


def test_all_that_can_be_changed_at_once() -> None:
    """Texts, taxes and amounts change in one call."""
    (after,) = (
        draft_of(PLAIN)
        .with_line_changed(
            0, description="Report", taxes=[QST], net_amount=40, reason="Goodwill"
        )
        .lines
    )
    assert (str(after.description), after.taxes, str(after.net_amount)) == (
        *("Report", (QST,), "40.00 CAD"),
    )


@pytest.mark.parametrize(("line", "changes", "paper"), CHANGED.values(), ids=CHANGED)
def test_copied(line: InvoiceLine, changes: dict[str, Any], paper: str) -> None:
    """A copy of what was agreed says the same on paper, as if it were typed in."""
    invoice = draft_of(agreed(line, **changes)).issue("F-1", DAY)
    (copy,) = invoice.to_draft().lines
    assert (on_paper(copy), copy.agreed) == (paper, None)


def test_grouped() -> None:
    """Lines at one agreed price stand together, and still add up."""
    several = [agreed(PLAIN, unit_price="0.2"), agreed(SMALL, unit_price="0.2")]
    (group,) = draft_of(*several).edit(grouping="service").groups
    assert (group.quantity, group.adds_up) == (Quantity(280, WORD), True)


REFUSED: dict[str, tuple[InvoiceLine, dict[str, Any]]] = {
    "nothing": (PLAIN, {}),
    "a reason alone": (PLAIN, {"reason": "Goodwill"}),
    "a reason for a text": (PLAIN, {"description": "x", "reason": "Goodwill"}),
    "no reason": (PLAIN, {"net_amount": 40}),
    "an empty reason": (PLAIN, {"net_amount": 40, "reason": " "}),
    "None as reason": (PLAIN, {"net_amount": 40, "reason": None}),
    "what it is already": (PLAIN, {"net_amount": 45, "reason": "x"}),
    "a quantity that it has": (PLAIN, {"quantity": 180, "reason": "x"}),
    "a minimum that was never waived": (SMALL, {"waive_minimum": False, "reason": "x"}),
    "a minimum that is not charged": (PLAIN, {"waive_minimum": True, "reason": "x"}),
    "a minimum that it reaches by now": (
        SMALL,
        {"waive_minimum": True, "quantity": 1000, "reason": "x"},
    ),
    "yes as waiver": (SMALL, {"waive_minimum": "yes", "reason": "x"}),
    "a negative net amount": (PLAIN, {"net_amount": "-0.01", "reason": "x"}),
    "a net amount below a cent": (PLAIN, {"net_amount": "40.001", "reason": "x"}),
    "a net amount as float": (PLAIN, {"net_amount": 40.0, "reason": "x"}),
    "no net amount": (PLAIN, {"net_amount": None, "reason": "x"}),
    "a negative quantity": (PLAIN, {"quantity": -1, "reason": "x"}),
    "a quantity as float": (PLAIN, {"quantity": 100.0, "reason": "x"}),
    "a quantity in hours": (PLAIN, {"quantity": Quantity(2, HOUR), "reason": "x"}),
    "a negative price": (PLAIN, {"unit_price": "-0.25", "reason": "x"}),
    "a price as float": (PLAIN, {"unit_price": 0.2, "reason": "x"}),
    "more than an amount can be": (
        PLAIN,
        {"unit_price": "1e14", "quantity": 100, "reason": "x"},
    ),
    "an empty description": (PLAIN, {"description": ""}),
    "a lone tax": (PLAIN, {"taxes": GST}),
    "a slip": (PLAIN, {"price": "0.2", "reason": "x"}),
}


@pytest.mark.parametrize(("line", "changes"), REFUSED.values(), ids=REFUSED)
def test_refuses(line: InvoiceLine, changes: dict[str, Any]) -> None:
    """What says nothing, or nothing that can be billed, is refused."""
    with pytest.raises(InvalidValueError):
        draft_of(line).with_line_changed(0, **changes)


TOLD: dict[str, tuple[LineChanges, str]] = {
    "nothing": ({}, "'nothing': expected something to change"),
    "no reason": (
        {"quantity": 1, "net_amount": 2},
        "'quantity, net_amount': expected a reason where an amount changes",
    ),
    "nothing new": (
        {"quantity": 180, "reason": "x"},
        "'quantity, reason': expected something else than it is already",
    ),
    "a quantity in hours": (
        {"quantity": Quantity(2, HOUR), "reason": "x"},
        "'hour': expected a quantity in word, as it is priced",
    ),
}


@pytest.mark.parametrize(("changes", "message"), TOLD.values(), ids=TOLD)
def test_says_what_is_missing(changes: LineChanges, message: str) -> None:
    """A refusal names what was given, and what was expected."""
    with pytest.raises(InvalidValueError) as raised:
        draft_of(PLAIN).with_line_changed(0, **changes)
    assert str(raised.value) == message


@pytest.mark.parametrize("name", ["net_amount", "unit_price"])
def test_other_currencies(name: str) -> None:
    """An amount is agreed in the currency of the document."""
    changes: Any = {name: Money(40, "EUR"), "reason": "x"}
    with pytest.raises(CurrencyMismatchError):
        draft_of(PLAIN).with_line_changed(0, **changes)


@pytest.mark.parametrize("changes", [{}, {"net_amount": 10}])
def test_allowances_that_are_more_than_is_left(changes: dict[str, Any]) -> None:
    """A sum off stays as it is, so quantity and price cannot fall below it."""
    with pytest.raises(NegativeLineError) as raised:
        agreed(REBATED, quantity=10, **changes)
    assert str(raised.value.amount.amount) == "5.00"


@pytest.mark.parametrize("index", [-1, 2, True, "0", 0.0, None])
def test_no_such_line(index: Any) -> None:  # noqa: ANN401 - whatever it is
    """No place but that of a line is meant, and none is counted from the end."""
    draft = draft_of(COURIER, PLAIN)
    with pytest.raises(InvalidValueError):
        draft.with_line_changed(index, description="x")
    with pytest.raises(InvalidValueError):
        draft.with_line_as_computed(index)
    with pytest.raises(InvalidValueError):
        draft.move_line(index, 0)
    with pytest.raises(InvalidValueError):
        draft.move_line(0, index)


@pytest.mark.parametrize(
    ("index", "to", "order"),
    [(0, 0, "123"), (0, 1, "213"), (0, 2, "231"), (2, 0, "312"), (1, 2, "132")],
)
def test_move_line(index: int, to: int, order: str) -> None:
    """A line stands where it was moved to, and the others keep their order."""
    saved = evolve(DRAFT, id="draft-1", version=3)
    moved = saved.edit(lines=map(line, "123")).move_line(index, to)
    assert "".join(str(each.unit_price.amount) for each in moved.lines) == order
    assert (moved.id, moved.version) == ("draft-1", 3)


def test_an_agreement_agrees_something() -> None:
    """A reason alone is no agreement, and amounts go through a door."""
    with pytest.raises(InvalidValueError, match="expected something agreed"):
        AgreedChange(reason="Goodwill")
    odd: list[Any] = [
        *({"net": -1}, {"amount": 1.0}, {"waives_minimum": 1}, {"before": -1}),
        *({"net": 1, "reasons": [("price", "x")]}, {"net": 1, "reasons": ["x"]}),
        *({"beside": [("0", 1)]}, {"beside": [(0, 1.0)]}, {"beside": [0]}),
    ]
    for parts in odd:
        with pytest.raises(InvalidValueError):
            AgreedChange(reason="Goodwill", **parts)
    assert AgreedChange(reason="x", net=0).net == 0


CENTS = st.decimals(0, 500, places=2)


@given(net=CENTS, quantity=st.none() | st.integers(20, 900))
def test_what_is_agreed_is_billed(net: Decimal, quantity: int | None) -> None:
    """Whatever net amount is agreed, the line comes to it, and adds up on paper."""
    changes = {"net_amount": net} | ({} if quantity is None else {"quantity": quantity})
    try:
        after = agreed(REBATED, **changes)
    except InvalidValueError:
        assert net == REBATED.net
        return
    adjusted = sum((each.signed for each in after.adjustments), after.priced)
    assert after.net == adjusted == net
