"""Why a line costs what it does, as steps that recompute to its net amount.

Nothing is kept for it but the line's small origin; the steps are worked out when
somebody asks. A step has a kind, named operands and a result:

- `task`, `mapping`, `list`, `rate`: where the price came from.
- `band`: count × percent (weighted), or unit price × percent or a price of its own
  (itemised).
- `weight`: the sum of the weighted bands; `convert`: in lines or pages.
- `price`: quantity × unit price ÷ per, exact to 100 digits; `round`: to the currency.
- `minimum`, `adjustment`: what was added to it or taken off.
- `percentage`, `fixed`, `least`, `most`, `tiers`: how an adjustment or a fee came
  about; `share`: what part of it this line bears.
- `round-price`: the price of the list, rounded as is agreed for all prices.
- `exchange`, `exchange-minimum`: the price of the list and its minimum, converted.
- `exchange-sum`: a sum that was agreed beside rates, converted by the same rate.
- `waived`: the minimum that was not charged, and why; one that was agreed beside rates
  has the amount that its lines come to.
- `part-share`: what the line bears of a sum that is billed of several lines now;
  `part-percent`, `part-rest`, `part`: so many percent of the line, what is left of it,
  or an amount of it.
- `typed-in`: nobody computed the line; `fee`: it is not for a task.
- `credit`: which line of an invoice is credited, counted from 1.
- `agreed-quantity`, `agreed-price`: what was agreed in place of what was computed; from
  there on `price` to `adjustment` come again, with `kept` for what is as it was before.
  They have a reason of their own if it is not the one of `agreed`.
- `agreed`: what the line comes to in place of what was computed, and why.
"""

from typing import TypeAlias

from attrs import frozen

Operands: TypeAlias = tuple[tuple[str, object], ...]


@frozen
class Step:
    """One step of a price."""

    kind: str
    operands: Operands
    result: object

    def __getitem__(self, name: str) -> object:
        """Give an operand by its name."""
        return dict(self.operands)[name]


def step(kind: str, result: object, /, **operands: object) -> Step:
    """Make a step of operands by their names."""
    return Step(kind, tuple(operands.items()), result)
