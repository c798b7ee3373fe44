"""Errors carry facts and survive all that hosts do to exceptions."""

import copy
import pickle
from datetime import date
from typing import Any

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing import documents, errors
from flowfit_invoicing.errors import InvoicingError
from tests.quickstart import ACME, AGENCY, STANDARD, TRANSLATION

PLACE = ("P-1042", "T-1")
RATE, HOURLY = STANDARD.rates
BAND = ffi.MatchBand.parse("75-84")
ROWS = (ffi.MatchBand.parse("50-79"), ffi.MatchBand.parse("80-99"))
PAIR = ffi.LanguagePair.parse("en>fr-CA")
DAY = date(2026, 11, 24)
CAD, EUR = ffi.Currency("CAD"), ffi.Currency("EUR")
ONE, TWO = ffi.Money("1.00", CAD), ffi.Money("2.00", CAD)
PARTITION = errors.UnpricedPartitionError(3, "<function may>", "OSError: no disk")
UNMAPPED = errors.UnmappedTaskError("T-3", "voodoo", ("P-1042", "T-3"))
INVOICE = ffi.InvoiceDraft(
    seller=AGENCY,
    client=ACME,
    currency="CAD",
    lines=[ffi.InvoiceLine.of("Courier", ffi.Money("18.50", "CAD"))],
).issue("F-2026-7", DAY)

ERRORS: dict[InvoicingError, str] = {
    errors.AlreadyWeightedError("T-1", RATE, PLACE): (
        "P-1042/T-1: the analysis is weighted already, "
        "rate TRA (word, en>fr, 0.25) would weight it again"
    ),
    errors.AmbiguousRatesError(RATE, HOURLY): (
        "rate TRA (word, en>fr, 0.25): could win as well as REV (hour, 50)"
    ),
    errors.AmountExceededError("credit of client ACME", TWO, ONE): (
        "credit of client ACME: 2.00 CAD asked for, 1.00 CAD is there"
    ),
    errors.BandMismatchError(BAND, ROWS): (
        "band 75-84: cuts across the grid's 50-79, 80-99"
    ),
    errors.CircularBasesError(("Acme", "Standard", "Acme")): (
        "bases Acme, Standard, Acme: lead back to where they began"
    ),
    errors.ClosedPeriodError(date(2026, 10, 31), date(2026, 11, 30)): (
        "2026-10-31: expected a day after 2026-11-30, the books are closed until then"
    ),
    errors.ConflictError("draft D-1", "version 2", "version 3"): (
        "draft D-1: expected version 2, found version 3"
    ),
    errors.CurrencyMismatchError(CAD, EUR, PLACE): (
        "P-1042/T-1: EUR: expected an amount in CAD"
    ),
    errors.CurrencyMismatchError(CAD, EUR, PLACE, ffi.LocalizedText("Setup")): (
        "P-1042/T-1: Setup: EUR: expected an amount in CAD"
    ),
    errors.DeliveryError(INVOICE, OSError("no route")): (
        "document F-2026-7: issued and queued, but not delivered: no route"
    ),
    errors.DepositDeductedError("F-2026-2", "F-2026-7"): (
        "deposit F-2026-2: F-2026-7 has it already"
    ),
    errors.DepositTooLargeError(
        ("F-2026-2", "F-2026-3"), ffi.Money(200, CAD), ffi.Money(150, CAD)
    ): "deposits F-2026-2, F-2026-3: 200 CAD is more than the total of 150 CAD",
    errors.DepositUnpaidError("F-2026-2"): "deposit F-2026-2: its money is not there",
    errors.DiscountLapsedError("F-1", date(2026, 12, 5), date(2026, 12, 4)): (
        "invoice F-1: discount taken on 2026-12-05, last day for it: 2026-12-04"
    ),
    errors.DueBeforeIssueError(date(2026, 11, 23), date(2026, 11, 24)): (
        "due date 2026-11-23: expected 2026-11-24 or later"
    ),
    errors.EmptyDraftError("D-1"): (
        "draft D-1: has no line, add one before it is issued"
    ),
    errors.IncompleteDraftError(
        "D-1",
        (
            ffi.Finding("purchase-order-required", "error", (), {"client": "ACME"}),
            ffi.Finding("missing-client", "error", ("P-7",)),
        ),
    ): (
        "draft D-1: cannot be issued yet: client ACME: asks for a purchase order, "
        "and the draft has none, P-7: has no client"
    ),
    errors.OutdatedDraftError(
        "D-1",
        (
            ffi.Finding.warning(
                "work-gone", description="Courier", amount=ffi.Money(18, CAD)
            ),
        ),
    ): (
        "draft D-1: is older than its work: Courier (CA$18.00): on the draft, but no "
        "longer in its work"
    ),
    errors.ExchangeRateMismatchError(CAD, EUR, "None", ("P-1",)): (
        "P-1: exchange rate CAD to EUR: expected one of this pair, got None"
    ),
    errors.ExchangeRateMissingError(CAD, EUR, date(2026, 11, 9)): (
        "exchange rate CAD to EUR: not known (day asked for: 2026-11-09)"
    ),
    errors.FormatError("a.csv", 3, 12, "expected a count, got 'x'"): (
        "a.csv:3:12: expected a count, got 'x'"
    ),
    errors.FutureDateError(date(2026, 11, 25), date(2026, 11, 24)): (
        "2026-11-25: expected 2026-11-24 at the latest"
    ),
    errors.InvalidValueError("-1", "expected a quantity of zero or more"): (
        "-1: expected a quantity of zero or more"
    ),
    errors.MessageRefusedError(
        "<1@laval.example>",
        (
            ffi.Refusal("a@acme.example", "550 no such user", permanent=True),
            ffi.Refusal("b@acme.example", "452 mailbox full", permanent=False),
        ),
    ): (
        "message <1@laval.example>: refused for "
        "a@acme.example (550 no such user), b@acme.example (452 mailbox full)"
    ),
    errors.MixedUnitsError(ffi.WORD, (ffi.HOUR, ffi.PAGE), ("P-1042",)): (
        "P-1042: volume in word: lines are counted in hour, page too"
    ),
    errors.MixedUnitsError(ffi.WORD, (ffi.HOUR,), reason=ffi.LocalizedText("Volume")): (
        "Volume: volume in word: lines are counted in hour too"
    ),
    errors.NegativeLineError(ffi.Money("7.50", "CAD")): (
        "allowance 7.50 CAD: takes the line below zero"
    ),
    errors.NegativeLineError(
        ffi.Money("7.50", "CAD"), PLACE, ffi.LocalizedText("Voucher")
    ): ("P-1042/T-1: Voucher: allowance 7.50 CAD: takes the line below zero"),
    errors.NoRecipientError("Acme inc."): "Acme inc.: has no e-mail address",
    errors.PartTooLargeError(ffi.Money(200, CAD), ffi.Money(150, CAD)): (
        "part 200 CAD: more than the 150 CAD that is left"
    ),
    errors.NothingToCreditError("F-2026-7", 0): (
        "invoice F-2026-7: nothing is left to credit"
    ),
    errors.OverCreditError(
        "F-2026-7", 0, ffi.Money("18.51", "CAD"), ffi.Money("18.50", "CAD")
    ): "18.51 CAD: expected zero to 18.50 CAD, the rest of line 1 of F-2026-7",
    errors.OverCreditError("F-2026-7", None, TWO, ONE): (
        "2.00 CAD: expected zero to 1.00 CAD, the rest of invoice F-2026-7"
    ),
    errors.OverpaymentError("payment B-1", TWO, ONE): (
        "payment B-1: pays 2.00 CAD where 1.00 CAD is due, "
        "say if the rest is kept as credit"
    ),
    errors.QuantityMissingError(
        "T-2", TRANSLATION, (ffi.WORD, ffi.PAGE), (ffi.Quantity("3.50", ffi.HOUR),)
    ): ("T-2: service TRA is priced per word, page, the task offers 3.5 hour"),
    errors.QuoteStateError(
        "Q-1", documents.QuoteState.REFUSED, DAY, documents.AWAITED
    ): ("quote Q-1: is refused since 2026-11-24, expected open, sent"),
    errors.RateListNotFoundError("Gold", ("Standard 2026", "Acme")): (
        "rate list 'Gold': the catalog has Standard 2026, Acme"
    ),
    errors.ProjectNotGivenError("'P-2'", "expected this project of the draft too"): (
        "'P-2': expected this project of the draft too"
    ),
    errors.ProjectWithoutClientError("'P-2'", "expected a project that has a client"): (
        "'P-2': expected a project that has a client"
    ),
    errors.RepeatedProjectError("['P-2', 'P-2']", "expected each project once"): (
        "['P-2', 'P-2']: expected each project once"
    ),
    errors.ClientsDifferError(
        "ACME", "expected the same", differing=("cc", "language")
    ): ("client ACME: expected the same cc, language in all projects"),
    errors.SeveralClientsError("('A', 'B')", "expected projects of one client"): (
        "('A', 'B'): expected projects of one client"
    ),
    errors.TooLargeError("1E+15", "expected a number below 10^15", PLACE): (
        "P-1042/T-1: 1E+15: expected a number below 10^15"
    ),
    errors.RateNotFoundError(TRANSLATION, PAIR, None, "legal", date(2026, 11, 9)): (
        "service TRA: no list has a rate for this work: en>fr-CA, legal, 2026-11-09; "
        "nearest: none"
    ),
    errors.RenderingError("invoice.html", "'x' is undefined"): (
        "template invoice.html: 'x' is undefined"
    ),
    errors.SerializingError("data.lines[3].terms.colour", "is unknown"): (
        "data.lines[3].terms.colour: is unknown"
    ),
    errors.SerializingError(
        "", "expected UTF-8", None, (errors.SerializingError("data", "is missing"),)
    ): "JSON: expected UTF-8\n- data: is missing",
    errors.SumsDifferError("data.net", "1.00", "2.00", place=("F-1",)): (
        "F-1: data.net: 1.00 is written, it comes to 2.00"
    ),
    errors.StoreError("sqlite:///a.db", "no such table"): (
        "sqlite:///a.db: failed, nothing was written: no such table"
    ),
    errors.StoreBusyError("sqlite:///a.db", "locked"): (
        "sqlite:///a.db: stayed busy, nothing was written: locked"
    ),
    errors.StoreFullError("sqlite:///a.db", "full"): (
        "sqlite:///a.db: has no room left, nothing was written: full"
    ),
    errors.StoreReadOnlyError("sqlite:///a.db", "readonly"): (
        "sqlite:///a.db: may only be read, nothing was written: readonly"
    ),
    errors.StoreConnectionError("sqlite:///a.db", "gone"): (
        "sqlite:///a.db: is not there, nothing was written: gone"
    ),
    errors.OutcomeUnknownError("sqlite:///a.db", "gone"): (
        "sqlite:///a.db: nobody knows if it was written: gone"
    ),
    errors.RestoredStoreError("sqlite:///a.db", series=("F-2026-", "Q-2026-")): (
        "sqlite:///a.db: is a restored copy, "
        "expected numbers_resume_at for F-2026-, Q-2026-"
    ),
    errors.TaskAlreadyBilledError((("P-7", "T-1"), ("P-8", "T-1")), "F-2026-6"): (
        "tasks P-7/T-1, P-8/T-1: are taken by F-2026-6 already"
    ),
    errors.TaskRepeatedError((("P-7", "T-1"), ("P-8", "T-1"))): (
        "tasks P-7/T-1, P-8/T-1: are on the draft twice"
    ),
    errors.TaxUndeterminedError("buyer.address.region"): (
        "buyer.address.region: is missing or unknown, so the tax cannot be determined"
    ),
    UNMAPPED: ("P-1042/T-3: no service is mapped to tasks of kind 'voodoo'"),
    PARTITION: "partition 3, <function may>: OSError: no disk",
    errors.UnpricedPartitionsError((PARTITION,)): (
        "partitions cannot be priced:\n- partition 3, <function may>: OSError: no disk"
    ),
    errors.UnpricedTasksError(
        (UNMAPPED, errors.NegativeLineError(ffi.Money(1, CAD)))
    ): (
        "tasks cannot be priced:\n"
        "- P-1042/T-3: no service is mapped to tasks of kind 'voodoo'\n"
        "- allowance 1 CAD: takes the line below zero"
    ),
}
"""One of each kind, and what it says."""

CLASSES = [
    found
    for found in (getattr(errors, name) for name in errors.__all__)
    if isinstance(found, type) and issubclass(found, InvoicingError)
]
ALL = pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
BY_VALUE = pytest.mark.parametrize(
    "error",
    [error for error in ERRORS if not isinstance(error, errors.DeliveryError)],
    ids=lambda error: error.code,
)


def test_each_error_is_shown_here() -> None:
    """The table above has one of each kind, so that what follows holds for all."""
    assert {type(error) for error in ERRORS} | {InvoicingError} == set(CLASSES)


def test_codes_are_unique() -> None:
    """A code names one kind of error."""
    assert len({found.code for found in CLASSES}) == len(CLASSES)


@pytest.mark.parametrize(
    ("error", "message"), ERRORS.items(), ids=[error.code for error in ERRORS]
)
def test_messages(error: InvoicingError, message: str) -> None:
    """An error names the culprit first, then what was expected, in one sentence."""
    assert str(error) == message


def test_where() -> None:
    """An error says as much of its place as it knows: all, the task alone, nothing."""
    assert UNMAPPED.where() == ("P-1042", "T-3")
    assert errors.UnmappedTaskError("T-3", "voodoo").where() == ("T-3",)
    assert errors.NoRecipientError("Acme inc.").where() == ()
    assert str(errors.UnmappedTaskError("T-3", "voodoo")) == (
        "T-3: no service is mapped to tasks of kind 'voodoo'"
    )


LACKING: dict[str, tuple[dict[str, Any], str]] = {
    "languages and a day": (
        {"units": (ffi.WORD, ffi.HOUR)},
        "no languages, word, hour, no day",
    ),
    "a day": ({"languages": PAIR, "domain": "legal"}, "en>fr-CA, legal, no day"),
    "languages": ({"on": date(2026, 11, 9)}, "no languages, 2026-11-09"),
    "nothing": (
        {
            "languages": PAIR,
            "unit": ffi.PAGE,
            "units": (ffi.WORD,),
            "on": date(2026, 11, 9),
        },
        "en>fr-CA, page, 2026-11-09",
    ),
}


@pytest.mark.parametrize(("parts", "scope"), LACKING.values(), ids=LACKING)
def test_work_without_a_rate(parts: dict[str, Any], scope: str) -> None:
    """The error says what the work has and what it lacks, and what it was counted in.

    A unit that was asked for is the only one that counts.
    """
    for name in ("languages", "unit", "domain", "on"):
        parts = {name: None, **parts}
    error = errors.RateNotFoundError(TRANSLATION, **parts)
    assert str(error) == (
        f"service TRA: no list has a rate for this work: {scope}; nearest: none"
    )


def test_nothing_and_several() -> None:
    """Facts that hold nothing are written as such."""
    assert str(errors.RateListNotFoundError("Gold", ())) == (
        "rate list 'Gold': the catalog has none"
    )
    assert str(errors.EmptyDraftError(None)) == (
        "this draft: has no line, add one before it is issued"
    )
    assert str(errors.FormatError("a.csv", None, None, "expected UTF-8")) == (
        "a.csv: expected UTF-8"
    )


@ALL
def test_inherits_the_nearest_builtin(error: InvoicingError) -> None:
    """Who doesn't know this package can still catch a ValueError or the like."""
    assert isinstance(
        error, ValueError | LookupError | TypeError | RuntimeError | OSError
    )


@ALL
def test_can_be_raised_like_any(error: InvoicingError) -> None:
    """Raising sets cause, context and traceback; notes can be added."""
    error = copy.copy(error)
    with pytest.raises(InvoicingError) as raised:
        raise error from OSError("disk")
    error.add_note("while saving")
    assert raised.value is error
    assert (str(error.__cause__), error.__notes__) == ("disk", ["while saving"])


@ALL
def test_never_changes(error: InvoicingError) -> None:
    """No fact of an error can be set, added or deleted."""
    for name in (*error.facts(), "code", "sentence", "severity"):
        with pytest.raises(AttributeError):
            setattr(error, name, "other")
    for name in error.facts():
        with pytest.raises(AttributeError):
            delattr(error, name)


@BY_VALUE
def test_survives_copies(error: InvoicingError) -> None:
    """Pickles and copies equal the original, and so do their hashes."""
    clones = (
        pickle.loads(pickle.dumps(error)),  # noqa: S301 - our own pickle
        copy.copy(error),
        copy.deepcopy(error),
    )
    for clone in clones:
        assert clone == error
        assert hash(clone) == hash(error)
        assert (str(clone), clone.args) == (str(error), error.args)


def test_deliveries_compare_by_identity() -> None:
    """A failed delivery is itself alone, since its cause is somebody else's."""
    error = next(each for each in ERRORS if isinstance(each, errors.DeliveryError))
    clone = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own pickle
    assert clone.invoice == error.invoice
    assert str(clone) == str(error)
    assert clone != error
    assert len({error, clone, error}) == 2


def test_differ_by_kind_and_by_fact() -> None:
    """Errors of two kinds, or with one other fact, are not equal."""
    assert len(set(ERRORS)) == len(ERRORS)
    assert errors.UnmappedTaskError("T-3", "voodoo") != UNMAPPED
    assert errors.NoRecipientError("x") != errors.EmptyDraftError("x")
    assert UNMAPPED != "T-3"


PLACED = [error for error in ERRORS if "place" in error.facts()]


def test_what_pricing_collects_has_a_place() -> None:
    """Whatever stops the price of a task, refused values too, can say of which."""
    collected = {
        type(error)
        for error in ERRORS
        if type(error).__module__.endswith(("pricing", "values"))
    }
    assert collected - {errors.UnpricedTasksError} <= {type(error) for error in PLACED}


@pytest.mark.parametrize("error", PLACED, ids=lambda error: error.code)
def test_located(error: InvoicingError) -> None:
    """The same error with a place says it first and keeps all other facts."""
    located = error.located(("P-7", "T-9"))
    assert str(located).startswith("P-7/T-9: ")
    assert located.facts() == {**error.facts(), "place": ("P-7", "T-9")}
    assert located != error
