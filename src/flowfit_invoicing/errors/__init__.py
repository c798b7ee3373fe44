"""Everything this package raises on purpose.

Catch `InvoicingError` to catch them all. An error carries its facts as attributes, so
that a host can translate it (`Finding.of(error).message("fr-CA")`) or link to the
culprit; it pickles, and two errors with the same facts are equal.
"""

from .documents import (
    AmountExceededError,
    ClosedPeriodError,
    DepositDeductedError,
    DepositTooLargeError,
    DepositUnpaidError,
    DiscountLapsedError,
    DueBeforeIssueError,
    EmptyDraftError,
    FutureDateError,
    IncompleteDraftError,
    NothingToCreditError,
    OutdatedDraftError,
    OverCreditError,
    OverpaymentError,
    PartTooLargeError,
    TaxUndeterminedError,
)
from .files import FormatError
from .invoicing import (
    ConflictError,
    DeliveryError,
    NoRecipientError,
    RenderingError,
    TaskAlreadyBilledError,
    TaskRepeatedError,
)
from .partitions import UnpricedPartitionError, UnpricedPartitionsError
from .phrases import PHRASES, Phrase, draft_named, phrase
from .pricing import (
    AlreadyWeightedError,
    AmbiguousRatesError,
    BandMismatchError,
    CircularBasesError,
    ExchangeRateMismatchError,
    ExchangeRateMissingError,
    MixedUnitsError,
    NegativeLineError,
    QuantityMissingError,
    RateListNotFoundError,
    RateNotFoundError,
    UnmappedTaskError,
    UnpricedTasksError,
)
from .projects import (
    ClientsDifferError,
    ProjectNotGivenError,
    ProjectWithoutClientError,
    RepeatedProjectError,
    SeveralClientsError,
)
from .quotes import QuoteStateError
from .root import InvoicingError, Lack, Place
from .sending import MessageRefusedError
from .serializing import SerializingError, SumsDifferError
from .storing import (
    OutcomeUnknownError,
    RestoredStoreError,
    StoreBusyError,
    StoreConnectionError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from .values import CurrencyMismatchError, InvalidValueError, TooLargeError

__all__ = [
    "PHRASES",
    "AlreadyWeightedError",
    "AmbiguousRatesError",
    "AmountExceededError",
    "BandMismatchError",
    "CircularBasesError",
    "ClientsDifferError",
    "ClosedPeriodError",
    "ConflictError",
    "CurrencyMismatchError",
    "DeliveryError",
    "DepositDeductedError",
    "DepositTooLargeError",
    "DepositUnpaidError",
    "DiscountLapsedError",
    "DueBeforeIssueError",
    "EmptyDraftError",
    "ExchangeRateMismatchError",
    "ExchangeRateMissingError",
    "FormatError",
    "FutureDateError",
    "IncompleteDraftError",
    "InvalidValueError",
    "InvoicingError",
    "Lack",
    "MessageRefusedError",
    "MixedUnitsError",
    "NegativeLineError",
    "NoRecipientError",
    "NothingToCreditError",
    "OutcomeUnknownError",
    "OutdatedDraftError",
    "OverCreditError",
    "OverpaymentError",
    "PartTooLargeError",
    "Phrase",
    "Place",
    "ProjectNotGivenError",
    "ProjectWithoutClientError",
    "QuantityMissingError",
    "QuoteStateError",
    "RateListNotFoundError",
    "RateNotFoundError",
    "RenderingError",
    "RepeatedProjectError",
    "RestoredStoreError",
    "SerializingError",
    "SeveralClientsError",
    "StoreBusyError",
    "StoreConnectionError",
    "StoreError",
    "StoreFullError",
    "StoreReadOnlyError",
    "SumsDifferError",
    "TaskAlreadyBilledError",
    "TaskRepeatedError",
    "TaxUndeterminedError",
    "TooLargeError",
    "UnmappedTaskError",
    "UnpricedPartitionError",
    "UnpricedPartitionsError",
    "UnpricedTasksError",
    "draft_named",
    "phrase",
]
