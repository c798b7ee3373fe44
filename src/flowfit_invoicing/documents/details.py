"""What a line has beside its terms and its task; most lines have none of it."""

from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import flag, of_type
from flowfit_invoicing.money import Number
from flowfit_invoicing.tax import Tax, optional_taxes
from flowfit_invoicing.text import LocalizedText, optional_line, optional_localized
from flowfit_invoicing.work.quantities import not_negative

from .adjustments import Allowance, Charge, adjustments
from .agreed import AgreedChange
from .bases import Basis


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

    agreed: AgreedChange | None = field(
        validator=of_type(AgreedChange, optional=True), default=None
    )
    """What was agreed in place of what was computed."""

    taxes_by_hand: bool = field(validator=flag, default=False)
    """Whether a person has set the taxes of the line, so that no rule sets them."""

    @property
    def billed(self) -> Decimal | None:
        """How many units are billed, if anybody has said so."""
        if self.agreed is not None and self.agreed.amount is not None:
            return self.agreed.amount
        return self.amount
