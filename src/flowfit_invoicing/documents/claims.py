"""How much of each task a document bills, so that none is billed twice."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from flowfit_invoicing.doors import of_type
from flowfit_invoicing.money import EXACT
from flowfit_invoicing.text import one_line

from .lines.lines import InvoiceLine, TaskKey

_ZERO, _ONE = Decimal(0), Decimal(1)


@frozen
class Claim:
    """What a draft or a document has of a task: so much of what the task comes to.

    A task that costs nothing is claimed as one of one. What is credited and may be
    billed again is a claim below zero.
    """

    task: TaskKey = field(validator=of_type(tuple))
    holder: str = field(converter=one_line)
    """The id of the draft, or the number of the document."""

    amount: Decimal = field(validator=of_type(Decimal))
    whole: Decimal = field(validator=of_type(Decimal))

    @property
    def share(self) -> Fraction:
        """The part of the task, which is 1 for all of it."""
        return Fraction(self.amount) / Fraction(self.whole)


def claims_of(lines: Iterable[InvoiceLine], holder: str) -> Iterator[Claim]:
    """Give what *lines* bill of each task or fee of a project, and of how much."""
    nets: dict[TaskKey, Decimal] = {}
    wholes: dict[TaskKey, Decimal] = {}
    for line in lines:
        for task in line.tasks:
            nets[task] = EXACT.add(nets.get(task, _ZERO), line.net)
            if line.part is not None:
                wholes[task] = line.part.of_task
    for task, net in nets.items():
        whole = wholes.get(task, net)
        yield Claim(task, holder, net if whole else _ONE, whole or _ONE)


def wholly_billed(claims: Iterable[Claim]) -> Mapping[TaskKey, str]:
    """Give each task of which nothing is left, and who has the last part of it."""
    several = tuple(claims)
    shares, holders = _shares(several), _holders(several)
    return {task: holders[task] for task, share in shares.items() if share >= 1}


def begun(claims: Iterable[Claim]) -> frozenset[TaskKey]:
    """Give the tasks of which something is billed, all of it or a part."""
    return frozenset(task for task, share in _shares(claims).items() if share)


def overbilled(own: Iterable[Claim], others: Iterable[Claim]) -> Mapping[TaskKey, str]:
    """Give each task of which less is left than is claimed, and who has the rest."""
    claims, before = tuple(own), tuple(others)
    shares, holders = _shares((*before, *claims)), _holders(before)
    return {
        claim.task: holders[claim.task] for claim in claims if shares[claim.task] > 1
    }


def _shares(claims: Iterable[Claim]) -> dict[TaskKey, Fraction]:
    shares: dict[TaskKey, Fraction] = {}
    for claim in claims:
        shares[claim.task] = shares.get(claim.task, Fraction(0)) + claim.share
    return shares


def _holders(claims: Iterable[Claim]) -> dict[TaskKey, str]:
    return {claim.task: claim.holder for claim in claims if claim.amount > 0}
