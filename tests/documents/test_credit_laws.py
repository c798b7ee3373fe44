"""Any series of credit notes of any invoice closes to zero, never above the whole."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from attrs import evolve
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from flowfit_invoicing import (
    WORD,
    Allowance,
    Charge,
    CreditNote,
    Invoice,
    InvoiceLine,
    Money,
    PercentAllowance,
    PercentCharge,
    Tax,
)
from flowfit_invoicing.documents import Asked, LineDetails, Terms, credit
from flowfit_invoicing.documents.percentages import Agreed
from flowfit_invoicing.errors import NothingToCreditError, OverCreditError
from tests.documents.bills import DAY, DRAFT, GST, QST
from tests.documents.bills import line as line_of
from tests.documents.credits import LATE, cad, invoice

EXEMPT = Tax("GST", "GST", 0, category="E", reason="Exempt supply")
OWN_TAXES = [None, None, [GST], [QST, GST], [], [EXEMPT]]
TOTALS = ("lines_net", "allowances", "charges", "net", "tax", "gross", "due")


def cents(most: int) -> st.SearchStrategy[Money]:
    """Amounts from one cent on."""
    return st.integers(1, most).map(lambda number: cad(Decimal(number).scaleb(-2)))


@st.composite
def adjusted(draw: st.DrawFn, line: InvoiceLine) -> InvoiceLine:
    """Adjust a line by some allowances that it can bear, and by charges."""
    for is_less in draw(st.lists(st.booleans(), max_size=3)):
        amount = draw(cents(5000))
        less = min(amount, line.net_amount)
        if not is_less:
            line = line.adjusted(Charge(amount, "Charge"))
        elif less:
            line = line.adjusted(Allowance(less, "Allowance"))
    return line


@st.composite
def lines(draw: st.DrawFn) -> InvoiceLine:
    """Lines of words at odd prices, with minima, adjustments and taxes of their own."""
    price = Decimal(draw(st.integers(0, 3000))).scaleb(-3)
    amount = Decimal(draw(st.integers(0, 200))) / draw(st.sampled_from([1, 4]))
    minimum = draw(st.none() | cents(5000))
    terms = Terms(
        None,
        WORD,
        price,
        "CAD",
        per=draw(st.sampled_from([1, 3, 100])),
        minimum=None if minimum is None else minimum.amount,
    )
    taxes = draw(st.sampled_from(OWN_TAXES))
    return draw(adjusted(InvoiceLine(terms, details=LineDetails(amount, "x", taxes))))


_PERCENTS = st.integers(1, 100)
_ADJUSTMENTS: st.SearchStrategy[Agreed] = st.one_of(
    st.builds(Allowance, cents(2000), st.just("Off"), taxes=st.sampled_from(OWN_TAXES)),
    st.builds(Charge, cents(2000), st.just("On"), taxes=st.sampled_from(OWN_TAXES)),
    st.builds(PercentAllowance, _PERCENTS, st.just("Off")),
    st.builds(PercentCharge, _PERCENTS, st.just("On")),
)


@st.composite
def invoices(draw: st.DrawFn) -> Invoice:
    """Invoices of a few lines, with allowances and charges on the whole."""
    draft = evolve(
        DRAFT,
        lines=draw(st.lists(lines(), min_size=1, max_size=3)),
        taxes=[GST, QST],
        adjustments=draw(st.lists(_ADJUSTMENTS, max_size=2)),
    )
    assume(all(each.code != "negative-total" for each in draft.check()))
    return draft.issue("F-1", DAY)


@st.composite
def torn(draw: st.DrawFn) -> Invoice:
    """Invoices with allowances and charges that lines of their taxes may not bear."""
    taxes = st.sampled_from([[GST, QST], []])
    nets = draw(st.lists(st.tuples(cents(10_000), taxes), min_size=2, max_size=3))
    kinds: list[Callable[..., Agreed]] = [Allowance, Charge]
    agreed = [
        draw(st.sampled_from(kinds))(amount, "x", taxes=own)
        for amount, own in draw(st.lists(st.tuples(cents(15_000), taxes), max_size=2))
    ]
    draft = evolve(
        DRAFT,
        lines=[line_of(str(net.amount)).with_taxes(own) for net, own in nets],
        adjustments=[Allowance(draw(cents(15_000)), "x", taxes=[]), *agreed],
    )
    assume(all(each.code != "negative-total" for each in draft.check()))
    return draft.issue("F-1", DAY)


GOODWILL = invoice(
    line_of("20.00").with_taxes(()),
    line_of("100.00"),
    adjustments=[Allowance(cad("30.00"), "Goodwill", taxes=())],
)
_ASKED: st.SearchStrategy[Asked] = st.one_of(
    st.none(),
    st.integers(1, 400).map(lambda quarters: Decimal(quarters) / 4),
    cents(5000),
)
_CHOSEN = st.dictionaries(st.integers(0, 2), _ASKED, min_size=1, max_size=2)


def credited(
    billed: Invoice, several: list[Mapping[int, Asked]]
) -> tuple[CreditNote, ...]:
    """Credit what can be credited of some wishes, then all that is left."""
    notes: tuple[CreditNote, ...] = ()
    for wish in [*several, None]:
        lines = None if wish is None else _possible(wish, billed)
        try:
            draft = credit(billed, LATE, lines, before=notes)
        except (OverCreditError, NothingToCreditError):
            continue
        notes = (*notes, draft.issue(f"N-{len(notes) + 1}", DAY))
    return notes


def _possible(wish: Mapping[int, Asked], billed: Invoice) -> Mapping[int, Asked]:
    last = len(billed.lines) - 1
    return {min(place, last): asked for place, asked in wish.items()}


def total(notes: tuple[CreditNote, ...], name: str) -> Money:
    """Add up one of the totals of all notes."""
    return Money.total((getattr(note.totals, name) for note in notes), "CAD")


def _can_bear(billed: Invoice) -> bool:
    """Tell if lines that are taxed alike come to what is taken off them."""
    several = {_taxes_of(each, billed) for each in billed.lines}
    borne = (_taxes_of(each, billed) for each in billed.allowances_and_charges)
    return all(any(own <= taxes for taxes in several) for own in borne) and all(
        _rest(taxes, several, billed) >= 0 for taxes in several
    )


def _rest(
    taxes: frozenset[Tax], several: set[frozenset[Tax]], billed: Invoice
) -> Decimal:
    """Give what lines of some taxes come to after all that may be taken off them.

    That is what has their taxes, and what has fewer of them if no line has just these.
    """
    nets = [each.net for each in billed.lines if _taxes_of(each, billed) == taxes]
    for each in billed.allowances_and_charges:
        own = _taxes_of(each, billed)
        if own == taxes or (own < taxes and own not in several):
            nets.append(each.signed)
    return sum(nets, Decimal(0))


def _taxes_of(
    taxed: InvoiceLine | Allowance | Charge, billed: Invoice
) -> frozenset[Tax]:
    return frozenset(billed.taxes if taxed.taxes is None else taxed.taxes)


_WISHES = st.lists(_CHOSEN, max_size=5)
_NET = [name for name in TOTALS if name not in {"allowances", "charges"}]


@settings(deadline=None)
@given(invoices(), _WISHES)
def test_close_to_zero(billed: Invoice, wishes: list[Mapping[int, Asked]]) -> None:
    """Whatever is credited in whatever order, all comes to the invoice in the end."""
    notes = credited(billed, wishes)
    assert {name: total(notes, name) for name in _NET} == {
        name: getattr(billed.totals, name) for name in _NET
    }


@settings(deadline=None)
@given(invoices(), _WISHES)
def test_each_tax_closes(billed: Invoice, wishes: list[Mapping[int, Asked]]) -> None:
    """Each tax comes to its row of the invoice, what it taxes included."""
    rows = [row for note in credited(billed, wishes) for row in note.totals.taxes]
    for whole in billed.totals.taxes:
        own = [row for row in rows if row.tax == whole.tax]
        assert Money.total((row.taxable for row in own), "CAD") == whole.taxable
        assert Money.total((row.amount for row in own), "CAD") == whole.amount


@settings(deadline=None)
@given(invoices(), _WISHES)
def test_never_above_the_whole(
    billed: Invoice, wishes: list[Mapping[int, Asked]]
) -> None:
    """No note takes anything back, so none before the last is above the whole."""
    assume(_can_bear(billed))
    for note in credited(billed, wishes):
        assert all(line.net_amount.amount >= 0 for line in note.lines)
        assert note.totals.net.amount >= 0
        for row in note.totals.taxes:
            assert (row.taxable.amount >= 0, row.amount.amount >= 0) == (True, True)


@settings(deadline=None)
@example(GOODWILL, [{1: None}])
@given(torn() | invoices(), _WISHES)
def test_between_nothing_and_the_whole(
    billed: Invoice, wishes: list[Mapping[int, Asked]]
) -> None:
    """Whatever is taken off whichever lines, no sum of notes is above the invoice."""
    notes = credited(billed, wishes)
    for name in ("net", "gross"):
        amounts = [getattr(note.totals, name).amount for note in notes]
        assert all(amount >= 0 for amount in amounts)
        assert sum(amounts) == getattr(billed.totals, name).amount


@settings(deadline=None)
@given(torn(), _WISHES)
def test_torn_taxes_close(billed: Invoice, wishes: list[Mapping[int, Asked]]) -> None:
    """Each tax closes to zero, whichever lines bear what is taken off others."""
    rows = [row for note in credited(billed, wishes) for row in note.totals.taxes]
    for whole in billed.totals.taxes:
        own = [row for row in rows if row.tax == whole.tax]
        assert sum(row.taxable.amount for row in own) == whole.taxable.amount
        assert sum(row.amount.amount for row in own) == whole.amount.amount


@settings(deadline=None)
@given(invoices(), _WISHES)
def test_lines_hold_on_paper(
    billed: Invoice, wishes: list[Mapping[int, Asked]]
) -> None:
    """Quantity × price ÷ per, rounded, with adjustments, is the net of each line."""
    for note in credited(billed, wishes):
        for line in note.lines:
            price = line.terms.price(line.amount)
            signed = sum((each.signed for each in line.adjustments), Decimal(0))
            assert price + signed == line.net_amount.amount


@settings(deadline=None)
@given(invoices(), _WISHES)
def test_tax_is_within_a_cent(
    billed: Invoice, wishes: list[Mapping[int, Asked]]
) -> None:
    """The tax of a note is its own rounded tax, or a cent beside it (BR-CO-17)."""
    assume(_can_bear(billed))
    for note in credited(billed, wishes):
        for row in note.totals.taxes:
            own = row.taxable * row.tax.percent * Decimal("0.01")
            assert abs(row.amount - own.rounded()) <= cad("0.01")
