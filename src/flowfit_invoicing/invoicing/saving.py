"""Save and discard drafts; a saved draft reserves its tasks."""

from collections import Counter

from flowfit_invoicing.documents import InvoiceDraft, overbilled
from flowfit_invoicing.errors import (
    ConflictError,
    TaskAlreadyBilledError,
    TaskRepeatedError,
    draft_named,
    phrase,
)
from flowfit_invoicing.ports import Transaction

_UNSAVED = "the draft itself"


def save(draft: InvoiceDraft, transaction: Transaction) -> InvoiceDraft:
    """Keep a draft; it comes back with its id and version.

    Raises:
        ConflictError: If it was changed by somebody else meanwhile, or is issued.
        TaskAlreadyBilledError: If one of its tasks is on another draft or invoice.
        TaskRepeatedError: If one is on the draft twice.
    """
    check_not_issued(draft, transaction)
    check_free(draft, transaction)
    return transaction.put_draft(draft)


def discard(draft: InvoiceDraft, transaction: Transaction) -> None:
    """Forget a draft and free its tasks; one that was never saved has none.

    Raises:
        ConflictError: If it was changed by somebody else meanwhile, or is issued.
    """
    check_not_issued(draft, transaction)
    if draft.id is not None:
        check_current(draft, transaction)
        transaction.remove_draft(draft.id)


def check_free(draft: InvoiceDraft, transaction: Transaction) -> None:
    """Make sure that nobody else has the tasks of *draft*, and it has each once.

    A task may have a line for each of its services and bands, but not two alike.

    Raises:
        TaskAlreadyBilledError: If one of its tasks is on another draft or invoice.
        TaskRepeatedError: If one has two lines alike.
    """
    lines = [line for line in draft.lines if line.task is not None]
    billed = Counter(line.billed_as for line in lines)
    twice = [
        task for line in lines if billed[line.billed_as] > 1 for task in line.tasks
    ]
    if twice:
        raise TaskRepeatedError(tuple(dict.fromkeys(twice)))
    others = transaction.claims(draft.tasks, besides=draft.id)
    holders = overbilled(draft.claims(draft.id or _UNSAVED), others)
    if holders:
        task_ids = tuple(task for _, task in holders)
        raise TaskAlreadyBilledError(task_ids, next(iter(holders.values())))


def check_current(draft: InvoiceDraft, transaction: Transaction) -> None:
    """Make sure that a saved draft was not changed by somebody else."""
    kept = None if draft.id is None else transaction.draft(draft.id)
    if draft.id is not None and (kept is None or kept.version != draft.version):
        expected = phrase("version", number=draft.version)
        found = None if kept is None else phrase("version", number=kept.version)
        raise ConflictError(draft_named(draft.id), expected, found)


def check_not_issued(draft: InvoiceDraft, transaction: Transaction) -> None:
    """Make sure that no document was made of *draft*."""
    document = None if draft.id is None else transaction.document_of(draft.id)
    if document is not None:
        found = phrase(document.kind, name=document.number)
        raise ConflictError(draft_named(draft.id), phrase("a-draft"), found)
