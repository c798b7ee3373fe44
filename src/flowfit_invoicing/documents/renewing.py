"""Lines of a draft as they stand on, once their work is priced anew."""

from attrs import evolve

from .lines.details import LineDetails
from .lines.lines import InvoiceLine


def follows(line: InvoiceLine) -> bool:
    """Tell if a line follows its work; a part has the price that it was begun at."""
    return line.is_computed and line.part is None


def is_agreed(line: InvoiceLine) -> bool:
    """Tell if a person has agreed something of a line, and not of others alone."""
    return line.agreed is not None and not line.agreed.only_follows


def is_converted_anew(before: InvoiceLine, after: InvoiceLine) -> bool:
    """Tell if a line is priced alike, but converted by another exchange rate now."""
    one, other = before.terms.agreed, after.terms.agreed
    if one is None or other is None or one.exchange == other.exchange:
        return False
    alike = before.terms.unit.code == after.terms.unit.code
    return alike and before.per == after.per


def renewed(
    before: InvoiceLine | None, after: InvoiceLine | None
) -> InvoiceLine | None:
    """Give the line that stands on a draft from now on; None if its work is gone.

    What was typed in or agreed stays; a description or taxes that were set by hand go
    on with the line. Where prices are converted by another exchange rate now, a line
    is as its work is now, and what was agreed of it holds on.
    """
    if before is None or after is None:
        stays = before is not None and (is_agreed(before) or not follows(before))
        return before if stays else after
    if not is_agreed(before):
        return _with_what_was_typed_in(before, after)
    if not is_converted_anew(before, after):
        return _called_as(before, after)
    line = _with_what_was_typed_in(before, after)
    details = line.details or LineDetails()
    return line.with_details(evolve(details, agreed=before.agreed))


def _called_as(before: InvoiceLine, after: InvoiceLine) -> InvoiceLine:
    """Give a line that stays by the titles and references of its work now."""
    task, project = after.task, after.project
    if before.task is None or before.project is None or task is None or project is None:
        return before
    return evolve(
        before,
        task=evolve(
            before.task, title=task.title, client_reference=task.client_reference
        ),
        project=evolve(
            before.project,
            title=project.title,
            purchase_order=project.purchase_order,
        ),
    )


def _with_what_was_typed_in(before: InvoiceLine, after: InvoiceLine) -> InvoiceLine:
    typed = before.details
    if typed is None:
        return after
    details = after.details or LineDetails()
    if typed.text is not None:
        details = evolve(details, text=typed.text)
    if typed.taxes_by_hand:
        details = evolve(details, taxes=typed.taxes, taxes_by_hand=True)
    return after.with_details(details)
