"""One adjustment in place of others."""

from collections.abc import Iterable

from attrs import field, frozen

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.doors import refused

from .adjustments import Adjustment, Found, several_adjustments
from .groups import Entry, Group, Per


def _rules(value: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    several = several_adjustments(value)
    alike = {(rule.per, rule.spread, rule.billed_as) for rule in several}
    if len(alike) != 1:
        raise refused(value, "expected adjustments that are alike in what they are per")
    return several


@frozen
class FirstOf:
    """The first of several adjustments that concerns a group, in place of the others.

    It decides for a whole group, so a rule for some languages is best `per="pair"`.

    A minimum of 60 for Japanese in place of the client's of 40:

    >>> from flowfit_invoicing import Minimum
    >>> japanese = Minimum(60, per="pair", languages="*>ja")
    >>> least = FirstOf([japanese, Minimum(40, per="pair")])
    """

    rules: tuple[Adjustment, ...] = field(converter=_rules)

    @property
    def per(self) -> Per:
        """What a group is, for all of them."""
        return self.rules[0].per

    @property
    def spread(self) -> bool:
        """Whether the lines bear a charge, whichever it is."""
        return self.rules[0].spread

    @property
    def billed_as(self) -> ClientService | None:
        """The service of a line of its own, whichever it is."""
        return self.rules[0].billed_as

    def concerns(self, entry: Entry) -> bool:
        """Tell if one of them holds for a line."""
        return any(rule.concerns(entry) for rule in self.rules)

    def of(self, group: Group) -> Found:
        """Give what the first says that holds for any line of the group."""
        holding = (
            rule for rule in self.rules if any(map(rule.concerns, group.entries))
        )
        first = next(holding, None)
        return None if first is None else first.of(group)
