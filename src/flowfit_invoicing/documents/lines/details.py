"""What a line has beside its terms and its task; most lines have none of it."""

from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import flag, of_type, refused, whole_number
from flowfit_invoicing.money import Number, short
from flowfit_invoicing.tax import Tax, optional_taxes
from flowfit_invoicing.text import (
    LocalizedText,
    optional_line,
    optional_localized,
    tag,
)
from flowfit_invoicing.work import LanguagePair
from flowfit_invoicing.work.quantities import not_negative

from .adjustments import Allowance, Charge, adjustments
from .agreed import AgreedChange
from .bases import Basis, Share, Waived, waivers
from .terms import Terms

_ZERO, _ALL = Decimal(0), Decimal(100)


def _optional_amount(value: Number | None) -> Decimal | None:
    return None if value is None else not_negative(value)


def part_percent(value: Number) -> Decimal:
    """Take the percent of a whole: above zero, and at most all of it."""
    percent = short(value)
    if not 0 < percent <= _ALL:
        raise refused(value, "expected a percentage above zero, up to 100")
    return percent


def _optional_percent(value: Number | None) -> Decimal | None:
    return None if value is None else part_percent(value)


@frozen
class Part:
    """What a line is a part of, where others bill the rest of it.

    On paper a part is one item at its amount, so that quantity × unit price ±
    adjustments is its net amount, as it is of any line.
    """

    terms: Terms = field(validator=of_type(Terms))
    """The terms of the whole line."""

    details: "LineDetails | None"
    """The details of the whole line."""

    of_task: Decimal = field(converter=not_negative)
    """What all lines of its task come to, or its fee."""

    before: Decimal = field(converter=not_negative, default=_ZERO, kw_only=True)
    """What others have billed of the line before."""

    percent: Decimal | None = field(
        converter=_optional_percent, default=None, kw_only=True
    )
    """The percent of the whole that was asked for, if it was one."""

    share: Share | None = field(
        validator=of_type(Share, optional=True), default=None, kw_only=True
    )
    """What sum it bears with other lines, by what was left of each."""

    def __attrs_post_init__(self) -> None:
        if self.details is not None and not isinstance(self.details, LineDetails):
            raise refused(self.details, "expected the details of a line")


def _place(value: int) -> int:
    if whole_number(value) < 0:
        raise refused(value, "expected the place of a line, from 0")
    return value


@frozen
class LineCredit:
    """Which line of an invoice a line of a credit note credits, and how much of it."""

    place: int = field(converter=_place)
    """Of the line on the invoice, from 0."""

    quantity: Decimal = field(converter=not_negative)
    """How many units; zero if an amount is credited and all its units stay billed."""


def _about(value: LanguagePair | str | None) -> LanguagePair | str | None:
    return value if value is None or isinstance(value, LanguagePair) else tag(value)


@frozen
class LineDetails:
    """What was typed in, adjusted or said of a line."""

    amount: Decimal | None = field(converter=_optional_amount, default=None)
    """How many units are billed; None is what the task counts."""

    text: LocalizedText | None = field(converter=optional_localized, default=None)
    """The description; None is the one made of the task, or of a fee's reason."""

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
    """What it is a part of, if not all of it is billed."""

    credits: LineCredit | None = field(
        validator=of_type(LineCredit, optional=True), default=None
    )
    """Which line of an invoice it credits, if it is one of a credit note."""

    about: LanguagePair | str | None = field(converter=_about, default=None)
    """The languages that the fee is for: a pair, or the tag of a target language."""

    reason: LocalizedText | None = field(converter=optional_localized, default=None)
    """Why the fee is charged, which is what it is called by."""

    waived: tuple[Waived, ...] = field(converter=waivers, default=())
    """What was agreed as a minimum beside rates and is not charged."""

    agreed: AgreedChange | None = field(
        validator=of_type(AgreedChange, optional=True), default=None
    )
    """What was agreed in place of what was computed."""

    taxes_by_hand: bool = field(validator=flag, default=False)
    """Whether a person has set the taxes of the line, so that no rule sets them."""

    fees_wait: bool = field(validator=flag, default=False)
    """Whether fees and minima of its project are left for the last part, since its
    task was chosen without the others."""

    joint_fees_wait: bool = field(validator=flag, default=False)
    """Whether fees and minima of the invoice are left for the last part of several
    projects, since its task was chosen without those of the others."""

    @property
    def billed(self) -> Decimal | None:
        """How many units are billed, if anybody has said so."""
        if self.agreed is not None and self.agreed.amount is not None:
            return self.agreed.amount
        return self.amount
