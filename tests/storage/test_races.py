"""Sixteen who do the same at once, or each something else, on each kind of store."""

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing.storage import MemoryStore, SqlStore
from tests.fakes import Clock, Outbox
from tests.quickstart import PROJECT

from .offices import SELLER, WRITERS, at_once, courier, house, kinds, numbers


def test_a_draft_that_all_issue(each_store: MemoryStore | SqlStore) -> None:
    """The same saved draft, issued sixteen times at once, is one invoice for all."""
    invoicing = house(each_store)
    draft = invoicing.save(invoicing.create_invoice(PROJECT))
    results = at_once(lambda _: invoicing.issue(draft))
    assert kinds(results) == {"Invoice": WRITERS}
    assert len({repr(each) for each in results}) == 1
    assert numbers(each_store) == ["F-2026-1"]


def test_other_content_is_a_conflict(each_store: MemoryStore | SqlStore) -> None:
    """Of sixteen who issue a draft each with words of their own, none gets another's.

    Only what was saved can be issued, so whoever has changed it since has to save it.
    """
    invoicing = house(each_store)
    draft = invoicing.save(invoicing.create_invoice(PROJECT))
    results = at_once(lambda n: invoicing.issue(draft.edit(notes=f"{n}")))
    assert kinds(results) == {"Invoice": 1, "ConflictError": WRITERS - 1}
    assert numbers(each_store) == ["F-2026-1"]


def test_save_and_send_at_once(each_store: MemoryStore | SqlStore) -> None:
    """It is one invoice, and one mail."""
    invoicing = house(each_store)
    draft = invoicing.save(invoicing.create_invoice(PROJECT))
    results = at_once(lambda _: invoicing.save_and_send(draft))
    assert kinds(results) == {"Invoice": WRITERS}
    assert isinstance(invoicing.sender, Outbox)
    assert len(invoicing.sender.sent) == 1


def test_a_project_that_all_bill(each_store: MemoryStore | SqlStore) -> None:
    """Of sixteen who bill the same project at once, one does, and no number is lost."""
    invoicing = house(each_store)
    draft = invoicing.create_invoice(PROJECT)
    results = at_once(lambda _: invoicing.issue(draft))
    assert kinds(results) == {"Invoice": 1, "TaskAlreadyBilledError": WRITERS - 1}
    assert each_store.check() == ()
    assert numbers(each_store) == ["F-2026-1"]


def test_a_project_that_all_save(each_store: MemoryStore | SqlStore) -> None:
    """Of sixteen who save a draft of the same project at once, one has its tasks."""
    invoicing = house(each_store)
    draft = invoicing.create_invoice(PROJECT)
    results = at_once(lambda _: invoicing.save(draft))
    assert kinds(results) == {"InvoiceDraft": 1, "TaskAlreadyBilledError": WRITERS - 1}


def test_a_draft_that_all_change(each_store: MemoryStore | SqlStore) -> None:
    """Nobody's change is overwritten by somebody who has not seen it."""
    invoicing = house(each_store)
    draft = invoicing.save(courier(0))
    results = at_once(lambda n: invoicing.save(draft.edit(notes=f"by {n}")))
    assert kinds(results) == {"InvoiceDraft": 1, "ConflictError": WRITERS - 1}


def test_each_a_project_of_its_own(each_store: MemoryStore | SqlStore) -> None:
    """All are numbered, each once, and nobody sees a conflict from numbers alone."""
    invoicing = house(each_store)
    drafts = [
        invoicing.create_invoice(evolve(PROJECT, number=f"P-{n}"))
        for n in range(WRITERS)
    ]

    def bill(n: int) -> ffi.Invoice:
        return invoicing.issue(invoicing.save(drafts[n]))

    assert kinds(at_once(bill)) == {"Invoice": WRITERS}
    assert numbers(each_store) == [f"F-2026-{n + 1}" for n in range(WRITERS)]
    assert each_store.check() == ()


def test_an_invoice_that_all_credit(each_store: MemoryStore | SqlStore) -> None:
    """Of sixteen who credit an invoice at once, one does; it never owes below zero."""
    invoicing = house(each_store)
    invoice = invoicing.issue(courier(0))
    results = at_once(lambda _: invoicing.cancel(invoice, "Typos"))
    assert kinds(results) == {"CreditNote": 1, "NothingToCreditError": WRITERS - 1}
    assert numbers(each_store) == ["F-2026-1", "NC-1"]


def test_an_invoice_that_all_pay(each_store: MemoryStore | SqlStore) -> None:
    """Of sixteen who pay an invoice at once, one does."""
    invoicing = house(each_store)
    invoice = invoicing.issue(courier(0))
    due = invoice.totals.due

    def pay(n: int) -> object:
        payment = ffi.Payment(f"B-{n}", "ACME", Clock().day, due, {"F-2026-1": due})
        return invoicing.pay(payment)

    assert kinds(at_once(pay)) == {"tuple": 1, "OverpaymentError": WRITERS - 1}


def test_a_payment_that_all_note(each_store: MemoryStore | SqlStore) -> None:
    """The same payment, noted sixteen times at once, is noted once, and all is well."""
    invoicing = house(each_store)
    due = invoicing.issue(courier(0)).totals.due
    payment = ffi.Payment("B-1", "ACME", Clock().day, due, {"F-2026-1": due})
    assert kinds(at_once(lambda _: invoicing.pay(payment))) == {"tuple": WRITERS}
    with each_store.reading() as reading:
        assert reading.payments(SELLER) == (payment,)


def test_a_credit_that_all_want_back(each_store: MemoryStore | SqlStore) -> None:
    """Of sixteen who want the same credit back at once, one gets it."""
    invoicing = house(each_store)
    amount = ffi.Money("20.00", "CAD")
    invoicing.pay(ffi.Payment("B-0", "ACME", Clock().day, amount, keep_rest=True))

    def refund(n: int) -> None:
        invoicing.refund(
            ffi.Refund(f"R-{n}", "ACME", Clock().day, amount, "Paid twice")
        )

    expected = {"NoneType": 1, "AmountExceededError": WRITERS - 1}
    assert kinds(at_once(refund)) == expected


@pytest.mark.parametrize("place", range(3))
def test_issue_save_and_credit(each_store: MemoryStore | SqlStore, place: int) -> None:
    """Some issue, some save and some credit the same and other projects at once."""
    invoicing = house(each_store)
    shared = invoicing.create_invoice(PROJECT)
    billed = invoicing.issue(courier(99))

    def work(n: int) -> object:
        match (n + place) % 4:
            case 0:
                return invoicing.issue(shared)
            case 1:
                return invoicing.save(shared)
            case 2:
                return invoicing.cancel(billed, "Typos")
            case _:
                return invoicing.issue(courier(n))

    found = kinds(at_once(work))
    assert found["CreditNote"] == 1
    assert found["InvoiceDraft"] + found["Invoice"] == 4 + 1
    assert each_store.check() == ()
