"""Save and discard: a draft that is saved has its tasks, and nobody else has."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.fakes import office
from tests.quickstart import PROJECT


def test_save() -> None:
    """
    A draft comes back with its id and version; saved again, with the next version.
    """
    invoicing = office().invoicing

    first = invoicing.save(invoicing.create_invoice(PROJECT))
    second = invoicing.save(first.edit(notes="Merci !"))

    assert (first.id, first.version) == ("draft-1", 1)
    assert (second.id, second.version) == ("draft-1", 2)
    assert second.notes == "Merci !"


def test_ids_do_not_count() -> None:
    """
    The store's id and version are no part of what a draft says.
    """
    invoicing = office().invoicing
    draft = invoicing.create_invoice(PROJECT)

    assert invoicing.save(draft) == draft


def test_stale() -> None:
    """
    What somebody else has changed meanwhile is not overwritten.
    """
    house = office()
    first = house.invoicing.save(house.invoicing.create_invoice(PROJECT))
    house.invoicing.save(first.edit(notes="mine"))
    before = house.store.__copy__()

    with pytest.raises(errors.ConflictError) as raised:
        house.invoicing.save(first.edit(notes="yours"))
    with pytest.raises(errors.ConflictError):
        house.invoicing.discard(first)
    with pytest.raises(errors.ConflictError):
        house.invoicing.issue(first)

    assert str(raised.value) == "draft draft-1: expected version 1, found version 2"
    assert house.store == before


def test_made_up_version() -> None:
    """
    A version that nobody gave is stale, too.
    """
    invoicing = office().invoicing
    saved = invoicing.save(invoicing.create_invoice(PROJECT))

    with pytest.raises(errors.ConflictError):
        invoicing.save(evolve(saved, version=None))


def test_reserved() -> None:
    """
    Tasks of a saved draft cannot be put on a second one.
    """
    house = office()
    draft = house.invoicing.create_invoice(PROJECT)
    saved = house.invoicing.save(draft)
    before = house.store.__copy__()

    with pytest.raises(errors.TaskAlreadyBilledError) as raised:
        house.invoicing.save(draft)

    assert raised.value == errors.TaskAlreadyBilledError(("T-1", "T-2"), "draft-1")
    assert str(raised.value) == "tasks T-1, T-2: are taken by draft-1 already"
    assert saved.id == "draft-1"
    assert house.store == before


@pytest.mark.parametrize("way", ["dropped", "discarded"])
def test_freed(way: str) -> None:
    """
    A line that is dropped and a draft that is thrown away free their tasks.
    """
    invoicing = office().invoicing
    draft = invoicing.create_invoice(PROJECT)
    saved = invoicing.save(draft)

    if way == "dropped":
        invoicing.save(saved.without_line(0).without_line(0))
    else:
        invoicing.discard(saved)

    assert invoicing.save(draft).id == "draft-2"


def test_discard() -> None:
    """
    A draft that was never saved has nothing to forget; a forgotten one is no draft.
    """
    house = office()
    draft = house.invoicing.create_invoice(PROJECT)
    house.invoicing.discard(draft)
    saved = house.invoicing.save(draft)
    house.invoicing.discard(saved)

    for again in (house.invoicing.discard, house.invoicing.save, house.invoicing.issue):
        with pytest.raises(errors.ConflictError, match="found none"):
            again(saved)


def test_issued() -> None:
    """
    Of an issued draft there is nothing left to save or to throw away.
    """
    house = office()
    saved = house.invoicing.save(house.invoicing.create_invoice(PROJECT))
    house.invoicing.issue(saved)
    before = house.store.__copy__()

    for late in (house.invoicing.save, house.invoicing.discard):
        with pytest.raises(errors.ConflictError, match="found invoice F-2026-1"):
            late(saved)

    assert house.store == before


def test_twice_on_one_draft() -> None:
    """
    A task has a line for each of its services and bands, but no two alike.
    """
    house = office()
    draft = house.invoicing.create_invoice(PROJECT)
    before = house.store.__copy__()

    for again in (draft.with_line(draft.lines[0]), draft.edit(lines=draft.lines * 2)):
        for way in (house.invoicing.save, house.invoicing.issue):
            with pytest.raises(errors.TaskRepeatedError) as raised:
                way(again)
            assert raised.value.tasks[0] == ("P-1042", "T-1")
    assert house.store == before


@pytest.mark.parametrize("nothing", [None, "draft-1", 5])
def test_what_is_no_draft(nothing: Any) -> None:  # noqa: ANN401 - whatever it is
    """
    Only drafts are saved, discarded, issued and sent.
    """
    invoicing = office().invoicing
    for way in (
        invoicing.save,
        invoicing.discard,
        invoicing.issue,
        invoicing.send,
        invoicing.save_and_send,
    ):
        with pytest.raises(errors.InvalidValueError):
            way(nothing)


def test_sixteen_threads() -> None:
    """
    Of sixteen who save a draft of the same task at once, one wins; the others are told.
    """
    invoicing = office().invoicing
    draft = invoicing.create_invoice(PROJECT)

    def save(_: int) -> ffi.InvoiceDraft | errors.TaskAlreadyBilledError:
        try:
            return invoicing.save(draft)
        except errors.TaskAlreadyBilledError as error:
            return error

    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(save, range(16)))

    winners = [each for each in results if isinstance(each, ffi.InvoiceDraft)]
    losers = [each for each in results if not isinstance(each, ffi.InvoiceDraft)]
    assert [each.id for each in winners] == ["draft-1"]
    assert losers == [errors.TaskAlreadyBilledError(("T-1", "T-2"), "draft-1")] * 15
