"""What is refused at the door of any value."""

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from .root import InvoicingError, Place

if TYPE_CHECKING:
    from flowfit_invoicing.money import Currency
    from flowfit_invoicing.text import LocalizedText


@frozen
class InvalidValueError(InvoicingError, ValueError):
    """A value was given something that it can never hold.

    >>> print(InvalidValueError("-1", "expected a quantity of zero or more"))
    -1: expected a quantity of zero or more
    """

    code: ClassVar[str] = "invalid-value"
    sentence: ClassVar[str] = "{culprit}: {expected}"

    culprit: str
    """What was given, as Python writes it and shortened."""

    expected: str
    """What would have been right."""

    place: Place | None = None


@frozen
class TooLargeError(InvalidValueError):
    """A number is 10^15 or above, or comes to as much when it is worked out.

    >>> print(TooLargeError("1E+15", "expected a number below 10^15"))
    1E+15: expected a number below 10^15
    """

    code: ClassVar[str] = "too-large"
    sentence: ClassVar[str] = "{culprit}: expected a number below 10^15"


@frozen
class CurrencyMismatchError(InvoicingError, TypeError):
    """Amounts of two currencies met where only one can be."""

    code: ClassVar[str] = "currency-mismatch"
    sentence: ClassVar[str] = "{actual}: expected an amount in {expected}"

    expected: "Currency"
    actual: "Currency"
    place: Place | None = None
    reason: "LocalizedText | None" = None
    """That of what was agreed, if an adjustment is in the wrong currency."""
