"""Drafts beside their work: what was done, and what it costs, since they were made."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from datetime import date

from attrs import evolve, field, frozen

from flowfit_invoicing.documents import (
    InvoiceDraft,
    InvoiceLine,
    LineDifference,
    paired,
    renewed,
    with_minima_of_all,
)
from flowfit_invoicing.doors import of_type, shown, tuple_of
from flowfit_invoicing.errors import (
    InvoicingError,
    OutdatedDraftError,
    ProjectNotGivenError,
    SeveralClientsError,
    UnpricedTasksError,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import Tax, TaxRules
from flowfit_invoicing.work import Project

from .carrying import pattern_of
from .depositing import deposits_told, settled_again
from .part_changes import part_changes
from .proposing import only_client
from .referring import as_projects_say, told
from .repricing import repriced
from .saving import check_current, check_not_issued
from .taxing import retaxed


def _differences(value: Iterable[LineDifference]) -> tuple[LineDifference, ...]:
    return tuple_of(LineDifference, value)


def _findings(value: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple_of(Finding, value)


@frozen
class RefreshedDraft:
    """A draft as its work would make it now, and how that differs from what it was."""

    draft: InvoiceDraft = field(validator=of_type(InvoiceDraft))
    """Not saved yet; id and version are those of the draft that it was made of."""

    differences: tuple[LineDifference, ...] = field(converter=_differences, default=())
    """Line by line, in the order of the draft; none if it was up to date."""

    before: InvoiceDraft | None = field(
        validator=of_type(InvoiceDraft, optional=True), default=None
    )
    """The draft that it was made of."""

    part_findings: tuple[Finding, ...] = field(converter=_findings, default=())
    """Which of its parts are of another whole by now; they stay as they are, so the
    draft is to be discarded, and the part billed anew."""

    @property
    def document_findings(self) -> tuple[Finding, ...]:
        """What differs beside the lines: client, purchase order, and deposits."""
        before, after = self.before, self.draft
        if before is None:
            return ()
        return (*told(before, after), *deposits_told(before, after))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What differs, in words."""
        lines = (finding for each in self.differences for finding in each.findings)
        return (*self.document_findings, *lines, *self.part_findings)


def refresh(
    draft: InvoiceDraft,
    projects: tuple[Project, ...],
    *,
    engine: PricingEngine,
    taxes: TaxRules,
    transaction: Transaction,
    today: date,
) -> RefreshedDraft:
    """Bring a draft up to date; what was typed in, agreed or set by hand stays.

    So do parts; where they are of another whole by now, that is told.

    Raises:
        InvalidValueError: If a project of the draft is missing or given twice, one has
            no client, they have two, or another one than the draft.
        ConflictError: If it was changed by somebody else meanwhile, or is issued.
        UnpricedTasksError: With all that is wrong with any of the tasks.
        TaxUndeterminedError: If the taxes cannot be determined.
    """
    check_not_issued(draft, transaction)
    check_current(draft, transaction)
    refreshed, errors = _refreshed(draft, projects, engine, taxes, transaction, today)
    if errors:
        raise UnpricedTasksError(errors)
    return refreshed


def check_up_to_date(
    draft: InvoiceDraft,
    projects: tuple[Project, ...],
    *,
    engine: PricingEngine,
    taxes: TaxRules,
    transaction: Transaction,
    today: date,
) -> None:
    """Make sure that the lines of a draft are what their work comes to.

    What was agreed stays, and work that is not on the draft can be billed later. Parts
    are to be of what their work comes to, if nobody has billed another one before.

    Raises:
        InvalidValueError: If a project of the draft is missing or given twice, one has
            no client, or they have two.
        OutdatedDraftError: If a line is otherwise, or cannot be priced any more.
    """
    if not projects:
        return
    refreshed, errors = _refreshed(draft, projects, engine, taxes, transaction, today)
    differing = (
        finding
        for each in refreshed.differences
        if each.before is not None and not each.stays
        for finding in each.findings
    )
    findings = (*map(Finding.of, errors), *differing, *refreshed.part_findings)
    if findings:
        raise OutdatedDraftError(draft.id, findings)


def outdated(
    draft: InvoiceDraft,
    projects: tuple[Project, ...],
    *,
    engine: PricingEngine,
    taxes: TaxRules,
    transaction: Transaction,
    today: date,
) -> Iterator[Finding]:
    """Tell what cannot be priced any more, and where a draft is older than its work."""
    if not projects:
        return
    try:
        refreshed, errors = _refreshed(
            draft, projects, engine, taxes, transaction, today
        )
    except InvoicingError as error:
        yield Finding.of(error)
        return
    yield from map(Finding.of, errors)
    yield from refreshed.document_findings
    unpriced = {error.where() for error in errors}
    for difference in refreshed.differences:
        if not {difference.place, difference.place[:1]} & unpriced:
            yield from difference.findings
    yield from refreshed.part_findings


def _refreshed(
    draft: InvoiceDraft,
    projects: tuple[Project, ...],
    engine: PricingEngine,
    taxes: TaxRules,
    transaction: Transaction,
    today: date,
) -> tuple[RefreshedDraft, tuple[InvoicingError, ...]]:
    _check_projects(draft, projects)
    if draft.as_quoted:
        return _retaxed_alone(draft, taxes, transaction, today), ()
    engine = engine.invoiced_on(today)
    attempt = repriced(
        draft, projects, engine=engine, transaction=transaction, today=today
    )
    parts = part_changes(draft, projects, engine=engine, transaction=transaction)
    work = _described_alike(draft, attempt.lines)
    pairs = [
        (before, after, renewed(before, after))
        for before, after in paired(draft.lines, work)
    ]
    lines = with_minima_of_all(tuple(line for *_, line in pairs if line is not None))
    bare = evolve(draft, deductions=(), prepayments=())
    current = as_projects_say(evolve(bare, lines=lines), draft, projects)
    fresh = settled_again(retaxed(current, taxes, today), draft, transaction)
    known = {line.billed_as for line in work if line.task is not None}
    on_it = iter(fresh.lines)
    differences = (
        LineDifference(
            before=before,
            after=after,
            taxes_before=_taxes_of(before, draft),
            taxes_after=_taxes_of(None if line is None else next(on_it), fresh),
            is_repeated=_is_repeated(before, after, known),
        )
        for before, after, line in pairs
    )
    worth_telling = (each for each in differences if _is_worth_telling(each))
    refreshed = RefreshedDraft(fresh, worth_telling, draft, parts.findings)
    return refreshed, (*attempt.errors, *parts.errors)


def _is_repeated(
    before: InvoiceLine | None, after: InvoiceLine | None, known: Collection[Hashable]
) -> bool:
    """Tell if a line has no work of its own, for another line has it already."""
    if before is None or after is not None or before.task is None:
        return False
    return before.billed_as in known


def _retaxed_alone(
    draft: InvoiceDraft, taxes: TaxRules, transaction: Transaction, today: date
) -> RefreshedDraft:
    """Keep the prices of a quote; only taxes and deposits are those of the day."""
    bare = evolve(draft, deductions=(), prepayments=())
    fresh = settled_again(retaxed(bare, taxes, today), draft, transaction)
    differences = (
        LineDifference(
            before=before,
            after=before.computed,
            taxes_before=_taxes_of(before, draft),
            taxes_after=_taxes_of(after, fresh),
        )
        for before, after in zip(draft.lines, fresh.lines, strict=True)
    )
    worth_telling = (each for each in differences if _is_worth_telling(each))
    return RefreshedDraft(fresh, worth_telling, draft)


def _is_worth_telling(difference: LineDifference) -> bool:
    before = difference.before
    if before is not None and (before.part is not None or not before.is_computed):
        return False  # typed in or begun, so no work makes it otherwise
    return bool(difference.kinds)


def _check_projects(draft: InvoiceDraft, projects: tuple[Project, ...]) -> None:
    only_client(projects)
    for project in projects:
        _check_client(project, draft)
    given = {project.number for project in projects}
    for line in draft.lines:
        if line.is_computed and line.project_number not in {None, *given}:
            expected = "expected this project of the draft too"
            raise ProjectNotGivenError(shown(line.project_number), expected)


def _check_client(project: Project, draft: InvoiceDraft) -> None:
    """Make sure that nobody is billed for the work of somebody else.

    A person may have set who pays for the projects that were on the draft by then.
    """
    code = None if project.client is None else project.client.code
    is_set = draft.client_by_hand and project.number in draft.project_numbers
    if code != draft.client.code and not is_set:
        several = shown((draft.client.code, code))
        raise SeveralClientsError(several, "expected projects of one client")


def _described_alike(
    draft: InvoiceDraft, work: Iterable[InvoiceLine]
) -> list[InvoiceLine]:
    """Describe new lines as the lines of the draft are, if these have a pattern."""
    pattern = pattern_of(draft.lines)
    if pattern is None:
        return list(work)
    return [line.described_by(pattern) for line in work]


def _taxes_of(line: InvoiceLine | None, draft: InvoiceDraft) -> tuple[Tax, ...]:
    if line is None:
        return ()
    return draft.taxes if line.taxes is None else line.taxes
