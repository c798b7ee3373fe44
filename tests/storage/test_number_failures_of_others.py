"""What went wrong with the numbers of others, played again: each names its thread."""

import pytest
from attrs import evolve

from flowfit_invoicing import errors
from flowfit_invoicing.storage import MemoryStore, SqlStore
from tests.quickstart import PROJECT

from .offices import WRITERS, at_once, courier, house, numbers


def test_django_plans_118(each_store: MemoryStore | SqlStore) -> None:
    """Two invoices of the same second had one number: both were the highest and one."""
    invoicing = house(each_store)  # whose clock stands still
    given = at_once(lambda n: invoicing.issue(courier(n)).number)
    assert len(set(given)) == WRITERS
    assert numbers(each_store) == [f"F-2026-{n + 1}" for n in range(WRITERS)]


def test_odoo_11859_a_draft_is_deleted(each_store: MemoryStore | SqlStore) -> None:
    """A draft that was given up took a number with it: here it has none yet."""
    invoicing = house(each_store)
    given_up, kept = (invoicing.save(courier(n)) for n in range(2))
    invoicing.discard(given_up)
    assert invoicing.issue(kept).number == "F-2026-1"
    assert each_store.check() == ()


def test_odoo_11859_an_invoice_is_cancelled(each_store: MemoryStore | SqlStore) -> None:
    """A cancelled invoice left a gap when it was deleted: here it stays, credited."""
    invoicing = house(each_store)
    cancelled = invoicing.issue(courier(1))
    invoicing.cancel(cancelled, "Typos")
    invoicing.issue(courier(2))
    assert numbers(each_store) == ["F-2026-1", "NC-1", "F-2026-2"]
    assert each_store.check() == ()


def test_odoo_11859_an_invoice_fails(each_store: MemoryStore | SqlStore) -> None:
    """An invoice that could not be issued gives its number back."""
    invoicing = house(each_store)
    first, second = (invoicing.create_invoice(PROJECT) for _ in range(2))
    invoicing.issue(first)
    with pytest.raises(errors.TaskAlreadyBilledError):
        invoicing.issue(second)
    another = invoicing.create_invoice(evolve(PROJECT, number="P-2"))
    assert invoicing.issue(another).number == "F-2026-2"
    assert each_store.check() == ()
