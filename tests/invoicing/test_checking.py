"""Check and preview: what is wrong and how it will look, before anything is issued."""

from collections.abc import Callable
from copy import copy
from datetime import date, timedelta

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors, tax
from flowfit_invoicing.rendering import HtmlRenderer, TextRenderer
from tests.fakes import TODAY, Office, office
from tests.quickstart import ACME, CATALOG, PROJECT

MARIE = ffi.Contact("Marie Roy", email="marie@acme.example")
ASKING = evolve(ACME, contacts=[MARIE], requires_purchase_order=True)
ORDERED = evolve(PROJECT, client=ASKING)
UNORDERED = evolve(ORDERED, purchase_order=None)


def nothing(house: Office, draft: ffi.InvoiceDraft) -> ffi.InvoiceDraft:
    del house
    return draft


def saved_twice(house: Office, draft: ffi.InvoiceDraft) -> ffi.InvoiceDraft:
    first = house.invoicing.save(draft)
    house.invoicing.save(first.edit(notes="Merci !"))
    return first


def issued(house: Office, draft: ffi.InvoiceDraft) -> ffi.InvoiceDraft:
    first = house.invoicing.save(draft)
    house.invoicing.issue(first)
    return first


def taken(house: Office, draft: ffi.InvoiceDraft) -> ffi.InvoiceDraft:
    house.invoicing.save(draft)
    return draft


def moved(house: Office, draft: ffi.InvoiceDraft) -> ffi.InvoiceDraft:
    del house
    ontario = ffi.Address(region="ON", country="CA")
    return draft.edit(
        client=evolve(ASKING, party=evolve(ASKING.party, address=ontario))
    )


def nowhere(house: Office, draft: ffi.InvoiceDraft) -> ffi.InvoiceDraft:
    del house
    bare = evolve(ASKING.party, address=None)
    return draft.edit(client=evolve(ASKING, party=bare))


def emptied(house: Office, draft: ffi.InvoiceDraft) -> ffi.InvoiceDraft:
    del house
    return draft.edit(lines=[], purchase_order=None)


CASES: dict[
    str,
    tuple[Callable[[Office, ffi.InvoiceDraft], ffi.InvoiceDraft], list[str]],
] = {
    "all is well": (nothing, []),
    "saved by somebody else": (
        saved_twice,
        ["draft draft-1: expected version 1, found version 2"],
    ),
    "issued": (
        issued,
        ["draft draft-1: expected a draft, found invoice F-2026-1"],
    ),
    "tasks taken": (
        taken,
        ["tasks P-1042/T-1, P-1042/T-2: are taken by draft-1 already"],
    ),
    "taxes of another place": (
        moved,
        [
            "taxes of this draft: expected HST 13%, found GST 5%, QST 9.975%",
        ],
    ),
    "taxes unknown": (
        nowhere,
        [
            "Acme inc.: has no postal address",
            ("buyer.address: is missing or unknown, so the tax cannot be determined"),
        ],
    ),
    "what the draft knows itself": (
        emptied,
        [
            "this draft: has no line, add one before it is issued",
            "client ACME: asks for a purchase order, and the draft has none",
        ],
    ),
}


@pytest.mark.parametrize(("make", "expected"), CASES.values(), ids=CASES)
def test_check(
    make: Callable[[Office, ffi.InvoiceDraft], ffi.InvoiceDraft], expected: list[str]
) -> None:
    """
    All that keeps a draft from being issued is told, and nothing is raised or kept.
    """
    house = office()
    draft = make(house, house.invoicing.create_invoice(ORDERED))
    before = copy(house.store)

    findings = house.invoicing.check(draft)

    assert [str(each) for each in findings] == expected
    assert house.store == before


def test_exchange_rate_of_another_day() -> None:
    """
    Prices that were converted by another day's rate are found, if that is agreed.
    """
    rates = ffi.ExchangeTable(
        [
            ffi.ExchangeRate("CAD", "USD", "0.72", date(2026, 11, 24)),
            ffi.ExchangeRate("CAD", "USD", "0.73", date(2026, 11, 25)),
        ]
    )
    engine = ffi.PricingEngine(CATALOG, exchange=rates, exchange_day="issued")
    house = office()
    invoicing = evolve(house.invoicing, engine=engine)
    american = evolve(PROJECT, client=evolve(ASKING, currency="USD"))
    draft = invoicing.create_invoice(american)
    house.clock.day = date(2026, 11, 25)

    (found,) = invoicing.check(draft)

    assert (found.code, found.severity) == ("conflict", "error")
    assert found.message("en").startswith("exchange rate of this draft")


@pytest.mark.parametrize("act", ["issue", "save_and_send"])
def test_required_purchase_order(act: str) -> None:
    """
    Without the order that its client asks for, nothing is issued, numbered or sent.
    """
    house = office()
    draft = house.invoicing.save(house.invoicing.create_invoice(UNORDERED))
    before = copy(house.store)

    with pytest.raises(errors.IncompleteDraftError) as raised:
        getattr(house.invoicing, act)(draft)

    assert [each.code for each in raised.value.findings] == ["purchase-order-required"]
    assert (house.store, house.outbox.sent) == (before, [])
    given = house.invoicing.save(draft.edit(purchase_order="PO-78"))
    assert getattr(house.invoicing, act)(given).number == "F-2026-1"


def test_recipients() -> None:
    """
    The mail goes to the client's recipients, and copies to those who get them.
    """
    house = office()
    client = evolve(
        ASKING, recipients=["ap@acme.example", "marie@acme.example"], cc=["c@d.ca"]
    )
    draft = house.invoicing.create_invoice(evolve(PROJECT, client=client))

    house.invoicing.save_and_send(draft.edit(language="en-CA"))

    (message,) = house.outbox.sent
    assert message.recipients == ("ap@acme.example", "marie@acme.example")
    assert message.cc == ("c@d.ca",)
    assert message.subject == "Invoice F-2026-1 from Traduction Laval inc."
    assert [each.content for each in message.attachments] == [b"F-2026-1 en-CA"]


def test_no_recipient() -> None:
    """
    A document that is for nobody is not sent, and no number is spent on it.
    """
    house = office()
    draft = house.invoicing.create_invoice(ORDERED).edit(recipients=[])
    before = copy(house.store)

    with pytest.raises(errors.NoRecipientError, match=r"Acme inc\."):
        house.invoicing.save_and_send(draft)

    assert house.store == before


def preview(renderer: ffi.InvoiceRenderer, **asked: object) -> str:
    house = office(taxes=tax.canada())
    invoicing = evolve(house.invoicing, renderer=renderer)
    draft = invoicing.create_invoice(ORDERED)
    before = copy(house.store)
    document = invoicing.preview(draft, **asked)  # type: ignore[arg-type]  # as given
    assert house.store == before
    assert document.name.startswith("draft.")
    return document.content.decode()


@pytest.mark.parametrize("renderer", [HtmlRenderer(), TextRenderer()], ids=type)
def test_preview(renderer: ffi.InvoiceRenderer) -> None:
    """
    A preview says that it is a draft and no invoice, with its days and no number.
    """
    written = preview(renderer)

    assert "brouillon" in written.lower()
    assert "Ce brouillon n’est pas une facture." in written
    assert "24 novembre 2026" in written
    assert "24 décembre 2026" in written
    assert "Numéro" not in written


def test_preview_of_another_day() -> None:
    """
    A preview is of the day and in the language that are asked for.
    """
    written = preview(TextRenderer(), on=date(2026, 12, 1), locale="en-CA")

    assert written.startswith("DRAFT\nThis draft is not an invoice.\n")
    assert "December 1, 2026" in written
    assert "December 31, 2026" in written


def test_preview_of_a_quote() -> None:
    """
    A draft that is shown as a quote says so, until when it holds, and nothing is due.
    """
    last = date(2026, 12, 31)
    written = preview(TextRenderer(), valid_until=last, locale="en-CA")

    assert written.startswith("DRAFT\nThis draft is not a quote yet.\n")
    assert "Quote for\n" in written
    assert "Valid until December 31, 2026" in " ".join(written.split())
    for of_an_invoice in ("Due", "Payment terms", "Bill to", "Amount due"):
        assert of_an_invoice not in written


def test_preview_of_a_quote_that_is_over() -> None:
    """What is quoted today is valid today, if no longer."""
    assert "Valid until" in preview(TextRenderer(), valid_until=TODAY, locale="en-CA")
    with pytest.raises(errors.InvalidValueError, match="expected a day from 2026-"):
        preview(TextRenderer(), valid_until=TODAY - timedelta(days=1))


@pytest.mark.parametrize("act", ["check", "preview"])
def test_of_a_draft(act: str) -> None:
    """
    What is issued is no draft any more.
    """
    house = office()
    invoice = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))

    with pytest.raises(errors.InvalidValueError, match="expected a InvoiceDraft"):
        getattr(house.invoicing, act)(invoice)
