"""What happens to the money of a deposit: it comes in, is deducted, or goes back.

How much of a deposit is there on a day is computed from these, and from what documents
deduct that were not taken back; a document that was cancelled gives back its deposits.
"""

from attrs import field, frozen

from flowfit_invoicing.documents.events import Event
from flowfit_invoicing.money import Money, money
from flowfit_invoicing.text import LocalizedText, localized, one_line


@frozen(kw_only=True)
class Received(Event):
    """The money of a deposit has come in and is held."""


@frozen(kw_only=True)
class ReceiptReversed(Event):
    """The money of a deposit was not good: a cheque has bounced. It is waited for."""

    reason: LocalizedText = field(converter=localized)


@frozen(kw_only=True)
class Applied(Event):
    """A deposit is deducted from a later document, all of it or a part."""

    document: str = field(converter=one_line)
    """The number of the document."""


@frozen(kw_only=True)
class Returned(Event):
    """The client got back what was held of a deposit."""

    amount: Money = field(converter=money)
    reason: LocalizedText = field(converter=localized)


@frozen(kw_only=True)
class Withdrawn(Event):
    """Nobody asks any more for a deposit that nobody has paid."""

    reason: LocalizedText = field(converter=localized)
