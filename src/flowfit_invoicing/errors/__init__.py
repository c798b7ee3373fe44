"""Everything this package raises on purpose.

Catch `InvoicingError` to catch them all. An error carries its facts as attributes, so
that a host can translate it (`Finding.of(error).message("fr-CA")`) or link to the
culprit; it pickles, and two errors with the same facts are equal.
"""

from .documents import (
    AmountExceededError,
    DiscountLapsedError,
    DueBeforeIssueError,
    EmptyDraftError,
    IncompleteDraftError,
    OverpaymentError,
    TaxUndeterminedError,
)
from .files import FormatError
from .invoicing import (
    ConflictError,
    DeliveryError,
    NoRecipientError,
    RenderingError,
    TaskAlreadyBilledError,
)
from .partitions import UnpricedPartitionError, UnpricedPartitionsError
from .pricing import (
    AlreadyWeightedError,
    AmbiguousRatesError,
    BandMismatchError,
    CircularBasesError,
    ExchangeRateMissingError,
    MixedUnitsError,
    NegativeLineError,
    QuantityMissingError,
    RateListNotFoundError,
    RateNotFoundError,
    UnmappedTaskError,
    UnpricedTasksError,
)
from .root import InvoicingError, Place
from .storing import (
    StoreBusyError,
    StoreConnectionError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from .values import CurrencyMismatchError, InvalidValueError

__all__ = [
    "AlreadyWeightedError",
    "AmbiguousRatesError",
    "AmountExceededError",
    "BandMismatchError",
    "CircularBasesError",
    "ConflictError",
    "CurrencyMismatchError",
    "DeliveryError",
    "DiscountLapsedError",
    "DueBeforeIssueError",
    "EmptyDraftError",
    "ExchangeRateMissingError",
    "FormatError",
    "IncompleteDraftError",
    "InvalidValueError",
    "InvoicingError",
    "MixedUnitsError",
    "NegativeLineError",
    "NoRecipientError",
    "OverpaymentError",
    "Place",
    "QuantityMissingError",
    "RateListNotFoundError",
    "RateNotFoundError",
    "RenderingError",
    "StoreBusyError",
    "StoreConnectionError",
    "StoreError",
    "StoreFullError",
    "StoreReadOnlyError",
    "TaskAlreadyBilledError",
    "TaxUndeterminedError",
    "UnmappedTaskError",
    "UnpricedPartitionError",
    "UnpricedPartitionsError",
    "UnpricedTasksError",
]
