"""A run of invoices, such as that of a month: rows in, one draft for each group."""

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Literal, TypeAlias

from attrs import field, frozen

from flowfit_invoicing.documents import InvoiceDraft, TaskKey
from flowfit_invoicing.doors import of_type, refused, tuple_of
from flowfit_invoicing.errors import (
    IncompleteDraftError,
    InvoicingError,
    TaskAlreadyBilledError,
)
from flowfit_invoicing.money import Currency
from flowfit_invoicing.pricing import PricingEngine, ProjectToInvoice
from flowfit_invoicing.work import Project

GroupBy: TypeAlias = Literal["client", "purchase_order", "project"]
"""What shares a draft: all of a client, of an order of it, or of a project."""

_GROUPS = ("client", "purchase_order", "project")
_RUN = "another draft of the run"


def _rows(value: Iterable[ProjectToInvoice]) -> tuple[ProjectToInvoice, ...]:
    return tuple_of(ProjectToInvoice, value)


@frozen
class RefusedRows:
    """Rows that were to share a draft, and why there is none."""

    rows: tuple[ProjectToInvoice, ...] = field(converter=_rows)
    error: InvoicingError = field(validator=of_type(InvoicingError))


def _drafts(value: Iterable[InvoiceDraft]) -> tuple[InvoiceDraft, ...]:
    return tuple_of(InvoiceDraft, value)


def _refused(value: Iterable[RefusedRows]) -> tuple[RefusedRows, ...]:
    return tuple_of(RefusedRows, value)


@frozen
class InvoiceRun:
    """What became of some rows: each is on one draft, or refused."""

    drafts: tuple[InvoiceDraft, ...] = field(converter=_drafts, default=())
    refused: tuple[RefusedRows, ...] = field(converter=_refused, default=())


def create_invoices(
    groups: Iterable[tuple[ProjectToInvoice, ...]],
    propose: Callable[..., InvoiceDraft],
) -> InvoiceRun:
    """Propose a draft for each group; what is wrong with one holds up no other."""
    drafts: list[InvoiceDraft] = []
    billed: set[TaskKey] = set()
    refused_: list[RefusedRows] = []
    for rows in groups:
        try:
            draft = propose(*map(_part, rows))
            _check_ready(rows)
            _check_new(draft, billed)
        except InvoicingError as error:
            refused_.append(RefusedRows(rows, error))
        else:
            drafts.append(draft)
            billed.update(draft.tasks)
    return InvoiceRun(drafts, refused_)


def grouped(
    rows: Iterable[ProjectToInvoice], group_by: GroupBy, engine: PricingEngine
) -> tuple[tuple[ProjectToInvoice, ...], ...]:
    """Put rows together that share a draft, each group where its first row was.

    Whatever they are grouped by, a draft has one client, one currency and one language.
    """
    if group_by not in _GROUPS:
        raise refused(group_by, f"expected to group by one of {', '.join(_GROUPS)}")
    groups: dict[Hashable, list[ProjectToInvoice]] = {}
    for row in tuple_of(ProjectToInvoice, rows):
        key = *_billed(row, engine), *_shared(row, group_by)
        groups.setdefault(key, []).append(row)
    return tuple(map(tuple, groups.values()))


def _check_ready(rows: Iterable[ProjectToInvoice]) -> None:
    """Make sure that the draft of rows could be issued."""
    blocked = tuple(finding for row in rows for finding in row.blocked_by)
    if blocked:
        raise IncompleteDraftError(None, blocked)


def _check_new(draft: InvoiceDraft, billed: Collection[TaskKey]) -> None:
    """Make sure that no other draft of the run has the tasks of *draft*."""
    twice = tuple(key for key in draft.tasks if key in billed)
    if twice:
        raise TaskAlreadyBilledError(twice, _RUN)


def _part(row: ProjectToInvoice) -> Project:
    return row.project.only(task.id for task in row.tasks)


def _billed(row: ProjectToInvoice, engine: PricingEngine) -> tuple[Hashable, ...]:
    """Tell who is billed, in which language and currency."""
    client = row.client
    if client is None:  # nobody else can share the draft that it does not get
        return None, row.project.number
    return client.code, client.language, _currency(row, engine)


def _currency(row: ProjectToInvoice, engine: PricingEngine) -> Currency | None:
    try:
        return engine.currency_for(row.client)
    except InvoicingError:  # which says what is wrong when the draft is made
        return None


def _shared(row: ProjectToInvoice, group_by: GroupBy) -> tuple[Hashable, ...]:
    if group_by == "project":
        return (row.project.number,)
    return (row.purchase_order,) if group_by == "purchase_order" else ()
