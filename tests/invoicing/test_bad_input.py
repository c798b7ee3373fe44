"""Bad input gets a clear error, and nothing is lost: the books are what they were."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors, tax
from flowfit_invoicing.rendering import HtmlRenderer
from flowfit_invoicing.storage import MemoryStore
from tests.fakes import Outbox
from tests.quickstart import (
    ACME,
    ACME_RATES,
    AGENCY,
    CATALOG,
    GRID,
    PROJECT,
    REVISION,
    STANDARD,
    TRANSLATION,
)

TODAY = date(2026, 11, 24)


def books() -> tuple[MemoryStore, ffi.Invoicing]:
    """Books with a draft and an invoice in them, so that there is something to lose."""
    store = MemoryStore()
    invoicing = open_with(store)
    kept = evolve(PROJECT, number="P-1")
    invoicing.save(invoicing.create_invoice(kept.only(["T-1"])))
    invoicing.save_and_send(invoicing.create_invoice(kept.only(["T-2"])))
    return store, invoicing


def open_with(store: MemoryStore, **parts: object) -> ffi.Invoicing:
    """Open the office on *store*, with other parts than the usual ones."""
    usual: dict[str, object] = {
        "seller": AGENCY,
        "engine": ffi.PricingEngine(CATALOG),
        "taxes": tax.canada(),
        "store": store,
        "renderer": HtmlRenderer(),
        "sender": Outbox(),
        "numbers": "F-%YYYY%-%SEQ%",
        "today": lambda: TODAY,
    }
    return ffi.Invoicing(**(usual | parts))  # type: ignore[arg-type]  # by name


def task(kind: str = "translate", **changes: object) -> ffi.Project:
    """A project of one task."""
    fields: dict[str, object] = {"completed_on": TODAY} | changes
    languages = fields.pop("languages", "en>fr-CA")
    only = ffi.WorkflowTask("T-9", kind, languages, **fields)  # type: ignore[arg-type]  # by name
    return evolve(PROJECT, tasks=[only])


def client(**changes: object) -> ffi.Project:
    return evolve(PROJECT, client=evolve(ACME, **changes))  # type: ignore[arg-type]  # by name


UNPRICED = {
    "unmapped kind": (task("voodoo"), errors.UnmappedTaskError),
    "no rate in any list": (
        task(languages="de>ja", analysis=ffi.Analysis.of(new=1)),
        errors.RateNotFoundError,
    ),
    "no quantity in the unit": (
        task(quantities=[ffi.Quantity(1, ffi.HOUR)]),
        errors.QuantityMissingError,
    ),
    "band across two rows": (
        task(analysis=ffi.Analysis.of({ffi.MatchBand("tm", 90, 100): 1})),
        errors.BandMismatchError,
    ),
    "weighted analysis under a grid": (
        task(analysis=ffi.Analysis.of(weighted=True, new=5)),
        errors.AlreadyWeightedError,
    ),
    "client's currency unlike the list's": (
        client(currency="EUR"),
        errors.CurrencyMismatchError,
    ),
    "client's list unknown": (
        client(rate_list="Nobody's"),
        errors.RateListNotFoundError,
    ),
}


@pytest.mark.parametrize(("project", "kind"), UNPRICED.values(), ids=UNPRICED)
def test_unpriced(project: ffi.Project, kind: type[errors.InvoicingError]) -> None:
    """
    What cannot be priced is told with its place, and as a finding in both languages.
    """
    store, invoicing = books()
    before = store.__copy__()

    with pytest.raises(errors.UnpricedTasksError) as raised:
        invoicing.create_invoice(project)

    told = {type(error) for error in raised.value.errors}
    assert told == {kind}
    assert store == before
    findings = [f for f in invoicing.engine.check(project) if f.severity == "error"]
    assert [ffi.Finding.of(error) for error in raised.value.errors] == findings
    for finding in findings:
        assert finding.place[0] == "P-1042"
        for locale in ("fr-CA", "en-CA"):
            assert finding.message(locale)
            assert finding.hint(locale)


REFUSED: dict[str, tuple[Callable[[], object], type[errors.InvoicingError]]] = {
    "float as a price": (
        lambda: ffi.Rate(TRANSLATION, ffi.WORD, 0.22),  # type: ignore[arg-type]  # a float
        errors.InvalidValueError,
    ),
    "rates that could both win": (
        lambda: evolve(STANDARD, rates=[*STANDARD.rates, STANDARD.rates[0]]),
        errors.AmbiguousRatesError,
    ),
    "rate in another currency": (
        lambda: evolve(
            ACME_RATES, rates=[ffi.Rate(REVISION, ffi.HOUR, ffi.Money(1, "EUR"))]
        ),
        errors.CurrencyMismatchError,
    ),
    "base in another currency": (
        lambda: ffi.RateList("Euro", "EUR", base=STANDARD),
        errors.CurrencyMismatchError,
    ),
    "rows of a grid that overlap": (
        lambda: ffi.MatchGrid.of({"70-80": 1, "80-90": 2}),
        errors.InvalidValueError,
    ),
    "unknown default list": (
        lambda: evolve(CATALOG, default_rate_list="Nobody's"),
        errors.RateListNotFoundError,
    ),
    "pattern without a sequence": (
        lambda: ffi.NumberPattern.parse("F-%YYYY%"),
        errors.InvalidValueError,
    ),
}


@pytest.mark.parametrize(("make", "kind"), REFUSED.values(), ids=REFUSED)
def test_refused(make: Callable[[], object], kind: type[errors.InvoicingError]) -> None:
    """
    What can never be right is refused where it is made.
    """
    assert GRID.rows
    with pytest.raises(kind):
        make()


def test_all_at_once() -> None:
    """
    One error tells all problems of a project, and the draft needs all of them mended.
    """
    _, invoicing = books()
    bad = [project.tasks[0] for project, _ in list(UNPRICED.values())[:5]]
    tasks = [evolve(each, id=f"T-{place}") for place, each in enumerate(bad)]

    with pytest.raises(errors.UnpricedTasksError) as raised:
        invoicing.create_invoice(evolve(PROJECT, tasks=tasks))

    assert [type(error) for error in raised.value.errors] == [
        kind for _, kind in list(UNPRICED.values())[:5]
    ]


class Broken:
    """A sender that fails in the way of a mail server."""

    def send(self, message: ffi.OutgoingMessage) -> None:
        """Fail."""
        raise ConnectionRefusedError(message.recipients[0])


LATE: dict[str, tuple[ffi.Project, dict[str, object], type[errors.InvoicingError]]] = {
    "no address to mail to": (
        client(party=evolve(ACME.party, email=None)),
        {},
        errors.NoRecipientError,
    ),
    "no address to mail from": (
        PROJECT,
        {"seller": evolve(AGENCY, email=None)},
        errors.NoRecipientError,
    ),
    "template that fails": (
        PROJECT,
        {"renderer": HtmlRenderer("broken.j2", folder=Path(__file__).parent)},
        errors.RenderingError,
    ),
    "day before that of the last number": (
        PROJECT,
        {"today": lambda: date(2026, 11, 20)},
        errors.ConflictError,
    ),
}


@pytest.mark.parametrize(("project", "parts", "kind"), LATE.values(), ids=LATE)
def test_save_and_send(
    project: ffi.Project, parts: dict[str, object], kind: type[errors.InvoicingError]
) -> None:
    """
    What fails at Save and Send spends no number and loses no draft.
    """
    store, _ = books()
    invoicing = open_with(store, **parts)
    draft = invoicing.save(invoicing.create_invoice(project))
    before = store.__copy__()

    with pytest.raises(kind):
        invoicing.save_and_send(draft)

    assert store == before


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (None, "buyer.address"),
        (ffi.Address(country="CA"), "buyer.address.region"),
        (ffi.Address(country="CA", region="Quebec"), "buyer.address.region"),
    ],
    ids=["no address", "no province", "unknown province"],
)
def test_no_province(address: ffi.Address | None, field: str) -> None:
    """
    Without a province the tax is not guessed.
    """
    store, invoicing = books()
    before = store.__copy__()

    with pytest.raises(errors.TaxUndeterminedError) as raised:
        invoicing.create_invoice(client(party=evolve(ACME.party, address=address)))

    assert raised.value.field == field
    assert store == before


def test_sender_that_fails() -> None:
    """
    A failed delivery keeps the invoice, its number and its message.
    """
    store, _ = books()
    broken = open_with(store, sender=Broken())

    with pytest.raises(errors.DeliveryError) as raised:
        broken.save_and_send(broken.create_invoice(PROJECT))

    assert raised.value.invoice.number == "F-2026-2"
    outbox = Outbox()
    (delivery,) = open_with(store, sender=outbox).deliver_pending()
    assert delivery.invoice_number == "F-2026-2"
    assert len(outbox.sent) == 1


ASKED: dict[str, Callable[[ffi.Invoicing, str], object]] = {
    "record": lambda invoicing, text: invoicing.record(text),
    "messages": lambda invoicing, text: invoicing.messages(text),
    "credit": lambda invoicing, text: invoicing.credit_of(text, "CAD"),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("text", ["\ud800", "a\0b", 7], ids=repr)
def test_what_is_no_line_is_no_name(
    ask: Callable[[ffi.Invoicing, str], object], text: str
) -> None:
    """No store is asked for what it could not keep: each would say something else."""
    with pytest.raises(errors.InvalidValueError):
        ask(books()[1], text)
