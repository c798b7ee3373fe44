"""Lines: one service rendered, and what it costs (BG-25)."""

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Self, TypeAlias

from attrs import Factory, evolve, field, frozen

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.doors import of_type, refused
from flowfit_invoicing.errors import CurrencyMismatchError, NegativeLineError
from flowfit_invoicing.money import (
    EXACT,
    LIMIT,
    Money,
    Number,
    exact,
    money,
    money_of,
)
from flowfit_invoicing.tax import Tax
from flowfit_invoicing.text import LocalizedText, localized
from flowfit_invoicing.work import (
    ITEM,
    LanguagePair,
    Project,
    Quantity,
    WorkflowTask,
    quantity_of,
)

from .adjustments import Allowance, Charge
from .agreed import AgreedChange
from .bases import Waived
from .descriptions import description_of, text_of_fee, text_of_part
from .details import LineDetails, Part
from .origins import Origin, ProjectRef
from .patterns import DescriptionPattern
from .terms import Terms

TaskKey: TypeAlias = tuple[str, str]
"""How a task is known to everybody: (project number, task id)."""

_ZERO = Decimal(0)
_NOTHING = LineDetails()


def _terms(value: Terms) -> Terms:
    if not isinstance(value, Terms):
        raise refused(value, "expected the terms of a line")
    return value


def _task(value: WorkflowTask | None) -> WorkflowTask | None:
    if value is not None and not isinstance(value, WorkflowTask):
        raise refused(value, "expected a WorkflowTask")
    return value


def _details(value: LineDetails | None) -> LineDetails | None:
    if value is not None and not isinstance(value, LineDetails):
        raise refused(value, "expected the details of a line")
    return None if value == _NOTHING else value


def _net(line: "InvoiceLine") -> Decimal:
    return _with(line.further, _unadjusted(line))


def _unadjusted(line: "InvoiceLine") -> Decimal:
    """Give what a line comes to with its minimum, before all that goes further."""
    net = line.priced
    missing = _missing(line, net)
    return net if missing is None or _is_let_off(line) else EXACT.add(net, missing)


def _with(adjustments: Iterable[Allowance | Charge], net: Decimal) -> Decimal:
    for adjustment in adjustments:
        net = EXACT.add(net, adjustment.signed)
    return net


def _missing(line: "InvoiceLine", priced: Decimal) -> Decimal | None:
    """Give what is missing to the minimum of a line that was priced, if anything is."""
    details = line.details
    agreed = None if details is None else details.agreed
    least = line.terms.minimum if agreed is None else line.least
    if least is None:
        return None
    before = line.before
    if agreed is not None and agreed.is_nothing and not before:
        return None
    if before is not None:
        priced = EXACT.add(priced, before)
    return EXACT.subtract(least, priced) if priced < least else None


def _is_let_off(line: "InvoiceLine") -> bool:
    return line.waived is not None


class _OpenLine:
    """A line that is being made, which takes 0.2 µs so.

    To set the parts of a frozen one takes twice as long, and its doors 1.4 µs. For an
    engine whose lines take 1.5 µs in all, that is worth a trick.
    """

    __slots__ = ("details", "net", "project", "task", "terms")

    terms: Terms
    task: WorkflowTask | None
    project: ProjectRef | None
    details: LineDetails | None
    net: Decimal


@frozen(weakref_slot=False)
class InvoiceLine(_OpenLine):
    """A quantity of a service at a price, adjusted, for a task or for none.

    The engine makes lines of tasks; `InvoiceLine.of` makes one that is typed in.

    >>> line = InvoiceLine.of("Courier", Money("18.50", "CAD"), quantity=2)
    >>> print(line.net_amount)
    37.00 CAD
    """

    terms: Terms = field(converter=_terms)
    task: WorkflowTask | None = field(converter=_task, default=None)
    project: ProjectRef | None = field(
        validator=of_type(ProjectRef, optional=True), default=None
    )
    details: LineDetails | None = field(converter=_details, default=None)
    """What was typed in, adjusted or said of it; None if nothing was."""

    net: Decimal = field(
        init=False, eq=False, repr=False, default=Factory(_net, takes_self=True)
    )
    """The net amount as a bare decimal."""

    def __attrs_post_init__(self) -> None:
        if self.further or self.net >= LIMIT:
            self._check()
        if self.part is not None:
            self._check_part(self.part)

    @classmethod
    def of(
        cls,
        description: LocalizedText | str | Mapping[str, str],
        unit_price: Money,
        *,
        quantity: Quantity | Number = 1,
        service: ClientService | None = None,
        taxes: Iterable[Tax] | None = None,
        project: Project | ProjectRef | None = None,
    ) -> Self:
        """Make a line by hand; a quantity without a unit counts items.

        It bills no task. Name a *project* for it to stand with that one's lines, such
        as the courier of its parcels.

        Raises:
            InvalidValueError: If the price is negative (EN 16931, BR-27): an
                `Allowance` is the way to take something off.
        """
        price = money(unit_price)
        billed = (
            quantity if isinstance(quantity, Quantity) else Quantity(quantity, ITEM)
        )
        terms = Terms(service, billed.unit, price.amount, price.currency)
        text = localized(description)
        details = LineDetails(billed.amount, text, taxes)
        if isinstance(project, Project):
            project = ProjectRef.of(project)
        return cls(terms, project=project, details=details)

    @property
    def amount(self) -> Decimal:
        """How many units of the terms are billed, after weighting (BT-129)."""
        billed = None if self.details is None else self.details.billed
        if billed is not None:
            return billed
        return _ZERO if self.task is None else self.terms.measured(self.task)

    @property
    def priced(self) -> Decimal:
        """Quantity × unit price ÷ per, rounded, before adjustments."""
        return self.billed_terms.price(self.amount)

    @property
    def billed_terms(self) -> Terms:
        """The terms, with the unit price that was agreed if one was."""
        price = None if self.agreed is None else self.agreed.unit_price
        return self.terms if price is None else evolve(self.terms, unit_price=price)

    @property
    def raw_amount(self) -> Decimal:
        """How many units were counted before weighting."""
        if self.task is None or not self.is_weighted:
            return self.amount
        return self.terms.unweighted.measured(self.task)

    @property
    def is_weighted(self) -> bool:
        """Whether the amount is what a grid made of the counts of an analysis."""
        origin = self.origin
        if origin is None or origin.grid is None or origin.band is not None:
            return False
        if self.agreed is not None and self.agreed.amount is not None:
            return False
        return self.terms.analysis_of(origin.task) is not None

    @property
    def description(self) -> LocalizedText:
        """What the client reads (BT-153): as typed, else by pattern of its work.

        A part says what it is a part of, unless it is all of it; and a fee the
        languages that it is for.
        """
        whole, details = self.whole, self.details
        if details is not None and details.text is not None:
            return details.text
        if whole is not self and self.net == whole.net:
            return whole.description
        if whole is not self:
            return text_of_part(whole.description, self.net_amount, whole.net_amount)
        if details is not None and details.reason is not None:
            return text_of_fee(details.reason, details.about)
        return description_of(self.terms.service, self.origin)

    @property
    def languages(self) -> LanguagePair | str | None:
        """The pair of its task; of a fee, the pair or target language it is for."""
        if self.task is not None:
            return self.task.languages
        details = self.whole.details
        return None if details is None else details.about

    @property
    def taxes(self) -> tuple[Tax, ...] | None:
        """None is the taxes of the document, () is no tax at all."""
        return None if self.details is None else self.details.taxes

    @property
    def further(self) -> tuple[Allowance | Charge, ...]:
        """What is taken off or charged after the minimum, in order."""
        details = self.details
        if details is None:
            return ()
        if details.agreed is None:
            return details.further
        return self._further(details.agreed)

    def _further(self, agreed: AgreedChange) -> tuple[Allowance | Charge, ...]:
        """Apply the adjustments again, and lead to the net amount that was agreed."""
        computed, unadjusted = self.computed, _unadjusted(self)
        again = tuple(
            agreed.again(
                computed.further, _unadjusted(computed), unadjusted, self.terms
            )
        )
        return (*again, *agreed.to_net(_with(again, unadjusted), self.terms))

    @property
    def agreed(self) -> AgreedChange | None:
        """What was agreed in place of what was computed; None if nothing was."""
        return None if self.details is None else self.details.agreed

    @property
    def computed(self) -> Self:
        """The line as it was computed or typed in, whatever was agreed since."""
        details = self.details
        if details is None or details.agreed is None:
            return self
        return evolve(self, details=evolve(details, agreed=None))

    @property
    def without_agreed_net(self) -> Self:
        """The line with what follows from an agreed quantity, price or minimum."""
        details, agreed = self.details, self.agreed
        if details is None or agreed is None or agreed.net is None:
            return self
        if not agreed.is_of_parts:
            return self.computed
        return evolve(self, details=evolve(details, agreed=evolve(agreed, net=None)))

    @property
    def waived(self) -> LocalizedText | None:
        """Why the line is let off any minimum; None where it is not."""
        if self.agreed is not None and self.agreed.waives_minimum:
            return self.agreed.reason_of("waives_minimum")
        return None if self.task is None else self.task.minimum_waived

    @property
    def unadjusted(self) -> Decimal:
        """What it comes to with the minimum of its rate, before all that follows."""
        return _unadjusted(self)

    @property
    def waived_beside_rates(self) -> tuple[Waived, ...]:
        """The minima beside rates that it need not come to, each with its reason."""
        details, agreed = self.details, self.agreed
        if details is None or agreed is None or not agreed.waives_minimum:
            return () if details is None else details.waived
        before, now = _unadjusted(self.computed), _unadjusted(self)
        own = agreed.let_off(details.further, before, now, self.terms)
        return (*details.waived, *own)

    @property
    def before(self) -> Decimal | None:
        """What other lines of the task come to, if it bears their minimum."""
        details = self.details
        if details is None or details.agreed is None or details.agreed.before is None:
            return None if details is None else details.before
        return details.agreed.before

    @property
    def least(self) -> Decimal | None:
        """What its task comes to at least, if it bears the minimum of the rate."""
        agreed = self.agreed
        if self.terms.minimum is not None or agreed is None or agreed.before is None:
            return self.terms.minimum
        return self.terms.minimum_of_rate

    @property
    def to_minimum(self) -> Decimal | None:
        """What is charged so that the task comes to the minimum of its terms."""
        least = self.terms.minimum if self.details is None else self.least
        if least is None or (self.details is None and self.net > least):
            return None  # as nearly always: it is more by itself
        return None if _is_let_off(self) else _missing(self, self.priced)

    @property
    def is_minimum_waived(self) -> bool:
        """Whether a minimum would be charged, had the task not been let off it."""
        return _is_let_off(self) and _missing(self, self.priced) is not None

    @property
    def quantity(self) -> Quantity:
        """How much is billed, with its unit (BT-129, BT-130)."""
        return quantity_of(self.amount, self.terms.unit)

    @property
    def unit_price(self) -> Money:
        """The price of `per` units (BT-146, BT-149), exact."""
        return money_of(self.billed_terms.unit_price, self.terms.currency)

    @property
    def per(self) -> int:
        """How many units the unit price is for."""
        return self.terms.per

    @property
    def service(self) -> ClientService | None:
        """What is billed, if the line is for a service of the catalog."""
        return self.terms.service

    @property
    def adjustments(self) -> tuple[Allowance | Charge, ...]:
        """All that adjusts the price, the minimum charge first (BG-27, BG-28)."""
        missing = self.to_minimum
        if missing is None:
            return self.further
        terms = self.terms
        if terms.minimum is None:
            terms = evolve(terms, minimum=self.least)
        return (terms.minimum_charge(missing), *self.further)

    @property
    def net_amount(self) -> Money:
        """Quantity × price ÷ per, rounded, plus charges, less allowances (BT-131)."""
        return money_of(self.net, self.terms.currency)

    @property
    def tasks(self) -> tuple[TaskKey, ...]:
        """The tasks that the line bills; a fee of a project is known like one."""
        if self.project is None:
            return ()
        fee = None if self.details is None else self.details.fee
        known = fee if self.task is None else self.task.id
        return () if known is None else ((self.project.number, known),)

    @property
    def task_ids(self) -> tuple[str, ...]:
        """The ids of the tasks, without their projects."""
        return tuple(task for _, task in self.tasks)

    @property
    def part(self) -> Part | None:
        """What it is a part of; None if all of it is billed."""
        return None if self.details is None else self.details.part

    @property
    def whole(self) -> Self:
        """The line as it is where all of it is billed: the line itself, or its whole.

        A part is one item at its amount, and goes on knowing what it is a part of.
        """
        part = self.part
        if part is None:
            return self
        return evolve(self, terms=part.terms, details=part.details)

    @property
    def billed_as(self) -> tuple[Hashable, ...]:
        """What tells a line of a task or a fee from the others of it."""
        service = None if self.service is None else self.service.code
        agreed = self.terms.agreed
        return (*self.tasks, service, None if agreed is None else agreed.band)

    @property
    def project_number(self) -> str | None:
        """The project of its task, or the one named for it; None if there is none."""
        return None if self.project is None else self.project.number

    @property
    def client_reference(self) -> str | None:
        """What the client itself knows the task by, to be printed with the line."""
        return None if self.task is None else self.task.client_reference

    @property
    def origin(self) -> Origin | None:
        """Where the engine had the line from; None if it was typed in."""
        agreed = self.terms.agreed
        if self.task is None or self.project is None or agreed is None:
            return None
        return Origin(self.task, self.project, agreed)

    @property
    def is_computed(self) -> bool:
        """Whether the engine has made it, of a task or as a fee; else it was typed."""
        if self.details is not None and self.details.basis is not None:
            return True
        return self.origin is not None

    def _check(self) -> None:
        for adjustment in self.further:
            found = adjustment.amount.currency
            if found != self.terms.currency:
                raise CurrencyMismatchError(
                    self.terms.currency, found, reason=adjustment.reason
                )
        if exact(self.net) < 0:
            taken = [each for each in self.further if isinstance(each, Allowance)]
            last, share = taken[-1], taken[-1].share
            amount = last.amount if share is None else share.whole
            raise NegativeLineError(amount, reason=last.reason)
        exact(self.without_agreed_net.net)  # which its own doors must let in

    def _check_part(self, part: Part) -> None:
        whole = self.whole.net
        if EXACT.add(part.before, self.net) > whole:
            left = EXACT.subtract(whole, part.before)
            raise refused(str(self.net), f"expected a part of the {left} left")

    def with_details(self, details: LineDetails) -> Self:
        """Give the same line with other details."""
        return evolve(self, details=details)

    def described_by(self, pattern: DescriptionPattern) -> Self:
        """Give the same line with a description by another pattern, unless typed in."""
        if self.project is None:
            return self
        return evolve(self, project=evolve(self.project, descriptions=pattern))

    def with_taxes(self, taxes: Iterable[Tax] | None) -> Self:
        """Give the same line with taxes of its own, or with the document's."""
        return evolve(self, details=evolve(self.details or _NOTHING, taxes=taxes))

    def let_off(self, waived: Waived) -> Self:
        """Give the same line with one more minimum that it need not come to."""
        details = self.details or _NOTHING
        return evolve(self, details=evolve(details, waived=(*details.waived, waived)))

    def adjusted(self, *more: Allowance | Charge) -> Self:
        """Give the same line with more adjustments at the end.

        Raises:
            CurrencyMismatchError: If one is in another currency.
            NegativeLineError: If allowances take it below zero.
        """
        further = (*self.further, *more)
        return evolve(self, details=evolve(self.details or _NOTHING, further=further))


def line_of(
    terms: Terms, task: WorkflowTask, project: ProjectRef, net: Decimal
) -> InvoiceLine:
    """Make the line of a task that was priced, past the doors.

    Whatever the engine hands in went through doors of its own, and a law in the tests
    says that the net amount is the one that the line itself would come to.
    """
    line = _OpenLine()
    line.terms = terms
    line.task = task
    line.project = project
    line.details = None
    line.net = net
    line.__class__ = InvoiceLine  # closed from here on
    return line  # type: ignore[return-value]  # it is one by now
