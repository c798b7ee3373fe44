"""A quote is a document with a last day; what became of it is told by its events."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import InvoiceDraft, PricingEngine, Quote, QuoteState
from flowfit_invoicing.documents import (
    AWAITED,
    REVISABLE,
    Accepted,
    Event,
    IssuedBy,
    Refused,
    Replaced,
    Sent,
    Viewed,
    check_state,
    quote_standing,
    quote_state,
)
from flowfit_invoicing.errors import (
    EmptyDraftError,
    InvalidValueError,
    QuoteStateError,
)
from flowfit_invoicing.locales import formatter
from tests.documents.bills import COURIER, DAY, DRAFT, GST
from tests.quickstart import CATALOG, PROJECT

LAST = date(2026, 12, 24)
QUOTE = DRAFT.quote("Q-1", DAY, LAST)


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_quote_of_a_draft() -> None:
    """A quote has all that the draft has, a number, its day and its last day."""
    full = evolve(DRAFT, id="draft-1", version=3).edit(
        notes="Merci !", purchase_order="PO-77"
    )
    quote = full.quote("Q-2026-1", DAY, LAST)
    shared = ("seller", "client", "currency", "lines", "taxes", "adjustments", "notes")
    for name in (*shared, "purchase_order", "totals"):
        assert getattr(quote, name) == getattr(full, name)
    assert (quote.number, str(quote), quote.kind) == ("Q-2026-1", "Q-2026-1", "quote")
    assert (quote.issue_date, quote.valid_until) == (DAY, LAST)
    assert (quote.revision, quote.revision_of) == (0, None)


def test_back_to_a_draft() -> None:
    """The draft of a quote bills what was quoted, and knows the quote's number."""
    full = DRAFT.edit(notes="Merci !", purchase_order="PO-77")
    draft = full.quote("Q-1", DAY, LAST).to_draft()
    assert draft == evolve(full, quote_number="Q-1")
    assert (draft.id, draft.version) == (None, None)
    assert draft.issue("F-1", DAY).quote_number == "Q-1"


@pytest.mark.parametrize("by_hand", [True, False])
def test_taxes_by_hand(by_hand: bool) -> None:  # noqa: FBT001 - a case
    """What a person has set of the taxes is remembered through the quote."""
    draft = DRAFT.edit(taxes=[GST]) if by_hand else DRAFT
    quote = draft.quote("Q-1", DAY, LAST)
    assert quote.taxes_by_hand is quote.to_draft().taxes_by_hand is by_hand


def test_revision() -> None:
    """A revision is another quote that says which one it stands in place of."""
    draft = QUOTE.to_draft().with_line(COURIER)
    second = draft.quote("Q-2", DAY, LAST, revises=QUOTE)
    third = second.to_draft().quote("Q-3", DAY, LAST, revises=second)
    assert [(each.revision, each.revision_of) for each in (QUOTE, second, third)] == [
        (0, None),
        (1, "Q-1"),
        (2, "Q-2"),
    ]
    assert len(QUOTE.lines) == 1


def test_quoted_anew() -> None:
    """A draft of a quote that revises nothing makes a first quote."""
    assert QUOTE.to_draft().quote("Q-1", DAY, LAST) == QUOTE


def test_claims_nothing() -> None:
    """Work that is quoted is not billed; the draft that bills it claims it."""
    lines = PricingEngine(CATALOG).price(PROJECT)
    quote = DRAFT.edit(lines=lines).quote("Q-1", DAY, LAST)
    assert quote.tasks == (("P-1042", "T-1"), ("P-1042", "T-2"))
    assert quote.claims("Q-1") == ()
    claims = quote.to_draft().claims("draft-1")
    assert [claim.task for claim in claims] == list(quote.tasks)


def test_nothing_to_quote() -> None:
    """A draft without a line is not quoted."""
    with pytest.raises(EmptyDraftError) as raised:
        evolve(DRAFT, id="draft-1").without_line(0).quote("Q-1", DAY, LAST)
    assert raised.value.draft_id == "draft-1"


def test_last_day_is_the_day_of_issue() -> None:
    """A quote may hold for its own day only, and not for less."""
    assert DRAFT.quote("Q-1", DAY, DAY).valid_until == DAY
    with pytest.raises(InvalidValueError, match="expected a day from 2026-11-24 on"):
        DRAFT.quote("Q-1", DAY, DAY - timedelta(days=1))


REFUSED: dict[str, dict[str, Any]] = {
    "a moment": {"valid_until": datetime(2026, 12, 24)},  # noqa: DTZ001 - no day either way
    "no last day": {"valid_until": None},
    "less than no revision": {"revision": -1},
    "a flag as revision": {"revision": True},
    "a revision of nothing": {"revision": 1},
    "a first one of another": {"quote_number": "Q-0"},
    "yes as hand": {"taxes_by_hand": "yes"},
    "no number": {"number": ""},
    "an empty number of the other": {"quote_number": "", "revision": 1},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """What a quote cannot be is refused at its door."""
    with pytest.raises(InvalidValueError):
        evolve(QUOTE, **parts)


SENT = Sent(on=day("2026-11-25"))
ACCEPTED = Accepted(on=day("2026-11-27"), by="Zoé", purchase_order="PO-77")
REFUSED_ONE = Refused(on=day("2026-11-27"), reason="Too dear")
REPLACED = Replaced(on=day("2026-11-30"), revision="Q-2")

STATES: dict[str, tuple[tuple[Event, ...], str, str, str]] = {
    "issued": ((), "2026-11-24", "open", "2026-11-24"),
    "to its last day": ((), "2026-12-24", "open", "2026-11-24"),
    "the day after": ((), "2026-12-25", "expired", "2026-12-25"),
    "long after": ((), "2027-12-25", "expired", "2026-12-25"),
    "sent": ((SENT,), "2026-11-25", "sent", "2026-11-25"),
    "not sent yet": ((SENT,), "2026-11-24", "open", "2026-11-24"),
    "sent twice": ((SENT, Sent(on=LAST)), "2026-12-24", "sent", "2026-11-25"),
    "issued by": ((IssuedBy(on=DAY),), "2026-11-24", "open", "2026-11-24"),
    "viewed": ((Viewed(on=DAY),), "2026-11-24", "open", "2026-11-24"),
    "sent, expired": ((SENT,), "2026-12-25", "expired", "2026-12-25"),
    "accepted": ((SENT, ACCEPTED), "2026-11-27", "accepted", "2026-11-27"),
    "the day before": ((SENT, ACCEPTED), "2026-11-26", "sent", "2026-11-25"),
    "accepted for good": ((ACCEPTED,), "2027-12-25", "accepted", "2026-11-27"),
    "accepted, sent": (
        (ACCEPTED, Sent(on=LAST)),
        "2026-12-24",
        "accepted",
        "2026-11-27",
    ),
    "refused": ((REFUSED_ONE,), "2026-12-25", "refused", "2026-11-27"),
    "replaced": ((REPLACED,), "2026-11-30", "replaced", "2026-11-30"),
    "refused, replaced": (
        (REFUSED_ONE, REPLACED),
        "2026-12-01",
        "replaced",
        "2026-11-30",
    ),
    "replaced later": ((REFUSED_ONE, REPLACED), "2026-11-29", "refused", "2026-11-27"),
}


@pytest.mark.parametrize(
    ("events", "on", "state", "since"), STATES.values(), ids=STATES
)
def test_state(events: tuple[Event, ...], on: str, state: str, since: str) -> None:
    """What a quote is on a day follows from what happened so far, and its last day."""
    standing = quote_standing(QUOTE, events, day(on))
    assert (standing.state, standing.since) == (state, day(since))
    assert quote_state(QUOTE, events, day(on)) is standing.state


CLOSED: dict[str, tuple[tuple[Event, ...], str, str, str]] = {
    "accepted": ((ACCEPTED,), "2026-11-28", "accepted", "2026-11-27"),
    "accepted on that day": ((ACCEPTED,), "2026-11-27", "accepted", "2026-11-27"),
    "accepted later": ((ACCEPTED,), "2026-11-26", "accepted", "2026-11-27"),
    "accepted after its last day": (
        (ACCEPTED,),
        "2026-12-30",
        "accepted",
        "2026-11-27",
    ),
    "refused": ((REFUSED_ONE,), "2026-11-28", "refused", "2026-11-27"),
    "replaced": ((REPLACED,), "2026-11-28", "replaced", "2026-11-30"),
    "expired": ((SENT,), "2026-12-25", "expired", "2026-12-25"),
}


@pytest.mark.parametrize(
    ("events", "on", "state", "since"), CLOSED.values(), ids=CLOSED
)
def test_closed(events: tuple[Event, ...], on: str, state: str, since: str) -> None:
    """A quote that is closed says what it is, since when, and what was expected."""
    with pytest.raises(QuoteStateError) as raised:
        check_state(QUOTE, events, day(on), *AWAITED)
    assert raised.value == QuoteStateError(
        "Q-1", QuoteState(state), day(since), (QuoteState.OPEN, QuoteState.SENT)
    )


NOT_CLOSED: dict[str, tuple[tuple[Event, ...], str]] = {
    "open": ((), "2026-11-24"),
    "sent": ((SENT,), "2026-11-26"),
    "on its last day": ((SENT,), "2026-12-24"),
    "sent again after that": ((Sent(on=day("2026-12-30")),), "2026-12-24"),
}


@pytest.mark.parametrize(("events", "on"), NOT_CLOSED.values(), ids=NOT_CLOSED)
def test_not_closed(events: tuple[Event, ...], on: str) -> None:
    """A quote that waits for an answer can have one, until its last day."""
    check_state(QUOTE, events, day(on), *AWAITED)


@pytest.mark.parametrize("state", QuoteState)
def test_states_are_texts_in_both_languages(state: QuoteState) -> None:
    """A state is compared as a text, and written in words."""
    assert state == str(state) == state.value
    assert repr(state) == f"QuoteState.{state.name}"
    assert formatter("en-CA").write(state) == state.value
    assert formatter("fr-CA").write(state) not in ("", state.value)


def test_states_never_change() -> None:
    """Nobody gives a state something more, for the whole process."""
    with pytest.raises(AttributeError):
        setattr(QuoteState.OPEN, "note", "x")  # noqa: B010 - checkers know it has none
    with pytest.raises(AttributeError):
        delattr(QuoteState.OPEN, "_value_")


def test_which_can_be_answered_and_revised() -> None:
    """What is accepted or replaced is not revised; the others may be."""
    assert set(QuoteState) - set(REVISABLE) == {"accepted", "replaced"}
    assert set(AWAITED) == {"open", "sent"}


NO_EVENTS: dict[str, Any] = {
    "a lone event": SENT,
    "days": [DAY],
    "nothing": None,
}


@pytest.mark.parametrize("events", NO_EVENTS.values(), ids=NO_EVENTS)
def test_only_events_count(events: Any) -> None:  # noqa: ANN401 - whatever it is
    """What is no event is refused, and so is what is no day or no quote."""
    with pytest.raises(InvalidValueError):
        quote_state(QUOTE, events, DAY)
    with pytest.raises(InvalidValueError):
        quote_state(QUOTE, (), events)
    with pytest.raises(InvalidValueError):
        quote_state(events, (), DAY)


days = st.dates(DAY, DAY + timedelta(days=60))
happenings = st.lists(
    st.one_of(
        st.builds(Sent, on=days),
        st.builds(Viewed, on=days),
        st.builds(IssuedBy, on=days),
        st.builds(Accepted, on=days),
        st.builds(Refused, on=days),
    ),
    max_size=6,
)


@given(happenings, days, days)
def test_answers_are_for_good(events: list[Event], on: date, later: date) -> None:
    """What was accepted or refused is never open again, nor does it expire."""
    first, second = sorted([on, later])
    if quote_state(QUOTE, events, first) in (QuoteState.ACCEPTED, QuoteState.REFUSED):
        closed = (QuoteState.ACCEPTED, QuoteState.REFUSED)
        assert quote_state(QUOTE, events, second) in closed


@given(happenings, days)
def test_who_may_answer_is_not_expired(events: list[Event], on: date) -> None:
    """Whatever happened, an answer is taken only in time and only once."""
    answered = any(isinstance(event, Accepted | Refused) for event in events)
    try:
        check_state(QUOTE, events, on, *AWAITED)
    except QuoteStateError:
        assert answered or on > LAST
    else:
        assert not answered
        assert on <= LAST


def test_types() -> None:
    """Drafts make quotes, and quotes make drafts."""
    assert isinstance(QUOTE, Quote)
    assert isinstance(QUOTE.to_draft(), InvoiceDraft)
