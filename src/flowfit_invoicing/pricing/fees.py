"""Fees: the lines of charges that stand for no task."""

from collections import Counter
from collections.abc import Collection, Iterator

from attrs import define, field

from flowfit_invoicing.documents import (
    Allowance,
    Basis,
    Charge,
    InvoiceLine,
    LineDetails,
    TaskKey,
    Terms,
)
from flowfit_invoicing.money import Money, Rounding
from flowfit_invoicing.text import LocalizedText
from flowfit_invoicing.work import ITEM

from .adjustments import Adjustment, Found
from .choices import FirstOf
from .groups import Entry, Group


@define
class Fees:
    """Makes fees, and names those of a project so that each is known by its own."""

    rounding: Rounding
    paid: Collection[TaskKey] = ()
    """Fees that other parts of their projects have paid; these are not made again."""

    _named: Counter[TaskKey] = field(init=False, factory=Counter[TaskKey])

    def count(self, found: Found, adjustment: Adjustment, group: Group) -> None:
        """Count an adjustment by all names of its fees, whether it makes one or not.

        So a fee has the same name in each part of its project, whatever is made there.
        """
        if group.per == "invoice":
            return
        reasons = [getattr(rule, "reason", None) for rule in _rules(adjustment)]
        reasons.append(found.reason if isinstance(found, Charge) else None)
        self._named.update(
            {
                (group.place[0], _plain_name(reason, adjustment, group))
                for reason in reasons
                if isinstance(reason, LocalizedText)
            }
        )

    def of(self, charge: Charge, adjustment: Adjustment, group: Group) -> list[Entry]:
        """Make the line of a charge that has one of its own, unless it was paid."""
        entry = self._entry(charge, adjustment, group)
        return [] if self._is_paid(entry.line) else [entry]

    def _is_paid(self, line: InvoiceLine) -> bool:
        return any(key in self.paid for key in line.tasks)

    def _entry(self, charge: Charge, adjustment: Adjustment, group: Group) -> Entry:
        first, per = group.entries[0], group.per
        languages = first.languages if per == "pair" else None
        target = first.target if per in ("pair", "target") else None
        whole, basis = per == "invoice", basis_of(charge)
        is_known = not whole and _is_paid_once(basis, charge.amount)
        details = LineDetails(
            amount=1,
            basis=basis,
            fee=self._name(charge, adjustment, group) if is_known else None,
            about=languages or target,
            reason=charge.reason,
        )
        terms = Terms(
            adjustment.billed_as,
            ITEM,
            charge.amount.amount,
            charge.amount.currency,
            rounding=group.rounding,
        )
        project = None if whole else first.line.project
        line = InvoiceLine(terms, project=project, details=details)
        works = tuple(work for entry in group.entries for work in entry.works)
        return Entry(line, None if whole else first.project, languages, target, works)

    def _name(self, charge: Charge, adjustment: Adjustment, group: Group) -> str:
        """Name a fee by its reason and what it is for, so that it is known to be paid.

        Those of a project that have one name are numbered as they are agreed.
        """
        name = _plain_name(charge.reason, adjustment, group)
        times = self._named[group.place[0], name]
        return name if times == 1 else f"{name} {times}"


def basis_of(found: Allowance | Charge) -> Basis:
    """Say how the whole came about, if the adjustment itself does not."""
    if found.basis is not None:
        return found.basis
    if found.percent is None or found.base is None:
        return Basis.of("fixed", amount=found.amount)
    return Basis.of("percentage", base=found.base, percent=found.percent, least=None)


def _is_paid_once(basis: Basis, amount: Money) -> bool:
    """Tell if a fee is for the whole project; percents are of the lines at hand."""
    operands = dict(basis.operands)
    return basis.kind != "percentage" or amount == operands["least"]


def _rules(adjustment: Adjustment) -> Iterator[Adjustment]:
    """Give all that may be chosen, or what there is no choice of."""
    if isinstance(adjustment, FirstOf):
        for rule in adjustment.rules:
            yield from _rules(rule)
    else:
        yield adjustment


def _plain_name(reason: LocalizedText, adjustment: Adjustment, group: Group) -> str:
    """Name a fee by what it may be for, which is the same whatever is chosen."""
    first = group.entries[0]
    about = {"pair": first.languages, "target": first.target}.get(group.per)
    several = [_limits(rule, about) for rule in _rules(adjustment)]
    limits = [limit for each in several for limit in each] if all(several) else []
    return " ".join(
        ["fee:", reason.get("en"), *([str(about)] if about else []), *limits]
    )


def _limits(rule: Adjustment, about: object) -> list[str]:
    """Say what a rule is for, as far as its group does not; of all there are none."""
    languages = None if about else getattr(rule, "languages", None)
    services: tuple[str, ...] = getattr(rule, "services", ())
    domains: tuple[str, ...] = getattr(rule, "domains", ())
    return [*([str(languages)] if languages else []), *services, *domains]
