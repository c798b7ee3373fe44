"""What was billed is billed again as if it were typed in; a preview has its days."""

from datetime import date

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import Allowance, InvoiceDraft, Money, PercentAllowance, Preview
from flowfit_invoicing.errors import DueBeforeIssueError, InvalidValueError
from tests.documents.bills import DAY, DRAFT, GST
from tests.quickstart import CATALOG, PROJECT

ENGINE = ffi.PricingEngine(CATALOG)
ITEMISED = ffi.PricingEngine(
    CATALOG,
    bands="itemised",
    adjustments=[ffi.Surcharge(25, "Rush"), ffi.Fee(Money(5, "CAD"), "Handling")],
)
SMALL = evolve(
    PROJECT,
    tasks=[
        ffi.WorkflowTask(
            "T-9", "translate", "en>fr", quantities=[ffi.Quantity(10, ffi.WORD)]
        )
    ],
)
FULL = evolve(
    DRAFT,
    id="draft-1",
    version=2,
    lines=[*ENGINE.price(PROJECT), *DRAFT.lines],
    adjustments=[PercentAllowance(10, "Agreed discount")],
    notes="Merci !",
    internal_notes="Slow payer",
    client_reference="R-1",
    period=ffi.Period(DAY, DAY),
    grouping="project",
    taxes_by_hand=True,
)

BILLED: dict[str, InvoiceDraft] = {
    "weighted": FULL,
    "by band, with fees": evolve(FULL, lines=ITEMISED.price(PROJECT)),
    "a minimum": evolve(FULL, lines=ENGINE.price(SMALL)),
    "typed in": DRAFT,
    "adjusted": evolve(
        DRAFT, lines=[DRAFT.lines[0].adjusted(Allowance(Money(1, "CAD"), "A"))]
    ),
    "taxed otherwise": evolve(DRAFT, lines=[DRAFT.lines[0].with_taxes([GST])]),
}


@pytest.mark.parametrize("some", BILLED.values(), ids=BILLED)
def test_copy(some: InvoiceDraft) -> None:
    """A copy comes to the same, line by line, and has no task."""
    invoice = some.issue("F-1", DAY)
    copy = invoice.to_draft()
    assert copy.totals == invoice.totals
    for before, after in zip(invoice.lines, copy.lines, strict=True):
        for name in ("description", "quantity", "unit_price", "per", "net", "taxes"):
            assert getattr(after, name) == getattr(before, name)
        assert after.adjustments == before.adjustments
        assert after.origin is None
    assert copy.tasks == ()
    assert copy.claims("draft-2") == ()


def test_what_is_copied() -> None:
    """What is said stays; number, id, period, and who has set the taxes do not."""
    copy = FULL.issue("F-1", DAY).to_draft()
    for name in (
        "client",
        "adjustments",
        "notes",
        "internal_notes",
        "client_reference",
    ):
        assert getattr(copy, name) == getattr(FULL, name)
    assert (copy.id, copy.version, copy.period) == (None, None, None)
    assert not copy.taxes_by_hand
    assert copy.taxes == FULL.taxes


def test_copy_of_a_project() -> None:
    """On paper a copied line still belongs to its project."""
    copy = FULL.issue("F-1", DAY).to_draft()
    assert [each.label for each in copy.groups] == [each.label for each in FULL.groups]
    assert (copy.project_numbers, copy.tasks) == (("P-1042",), ())


def test_preview() -> None:
    """A preview is the draft with the days of an invoice, and no number."""
    preview = Preview.of(FULL, DAY)
    assert (preview.issue_date, preview.due_date) == (DAY, date(2026, 12, 24))
    assert (preview.id, preview.version, preview.taxes_by_hand) == ("draft-1", 2, True)
    assert (preview.totals, preview.lines) == (FULL.totals, FULL.lines)
    assert not hasattr(preview, "number")


def test_preview_of_a_day() -> None:
    """The day of a preview is a day."""
    with pytest.raises(InvalidValueError):
        Preview.of(FULL, "2026-11-24")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case


def test_preview_that_is_due_before_its_day() -> None:
    """What is past on its own day is told as it would be when it is issued."""
    preview = Preview.of(FULL, DAY)
    assert evolve(preview, due_date=DAY).due_date == DAY
    with pytest.raises(DueBeforeIssueError):
        evolve(preview, due_date=date(2026, 11, 23))
