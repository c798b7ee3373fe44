"""What a line has beside its terms and its task; most lines have none of it."""

from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import of_type
from flowfit_invoicing.money import Number
from flowfit_invoicing.tax import Tax, optional_taxes
from flowfit_invoicing.text import LocalizedText, optional_line, optional_localized
from flowfit_invoicing.work.quantities import not_negative

from .adjustments import Allowance, Charge, adjustments
from .bases import Basis
from .shares import Part


def _optional_amount(value: Number | None) -> Decimal | None:
    return None if value is None else not_negative(value)


@frozen
class LineDetails:
    """What was typed in, adjusted or said of a line."""

    amount: Decimal | None = field(converter=_optional_amount, default=None)
    """How many units are billed; None is what the task counts."""

    text: LocalizedText | None = field(converter=optional_localized, default=None)
    """The description; None is the one made of the task."""

    taxes: tuple[Tax, ...] | None = field(converter=optional_taxes, default=None)
    """None is the taxes of the document, () is no tax at all."""

    further: tuple[Allowance | Charge, ...] = field(converter=adjustments, default=())
    """What is taken off or charged after the minimum, in the order of its working."""

    before: Decimal | None = field(converter=_optional_amount, default=None)
    """What other lines of the task come to, if its minimum is for them together."""

    basis: Basis | None = field(validator=of_type(Basis, optional=True), default=None)
    """How the line's price came about, if it is a fee that the engine has made."""

    fee: str | None = field(converter=optional_line, default=None)
    """What the fee is known by, so that two parts of a project don't pay it twice."""

    part: Part | None = field(validator=of_type(Part, optional=True), default=None)
    """How much of the line is billed, if it is not all of it."""
