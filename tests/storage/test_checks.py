"""What is wrong with the books is found, and told in both languages."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from sqlalchemy import text

from flowfit_invoicing.findings import Finding
from flowfit_invoicing.ports import Counter, Refusal
from flowfit_invoicing.storage import MemoryStore, SqlStore
from flowfit_invoicing.storage.checks import Count, check_claims, check_numbers
from flowfit_invoicing.testing.samples import (
    AGENCY,
    DAY,
    NOON,
    draft_of,
    invoice_of,
    message_of,
    payment_of,
)

SELLER = AGENCY.identity
COUNTER = Counter(SELLER, "invoice", "F-")
SUFFIXED = Counter(SELLER, "invoice", "%SEQ%/2026")

OTHER = Count(Counter("another", "invoice", "F-"), 7, 7)

NUMBERS = {
    "none": (COUNTER, 1, 0, "", ""),
    "all": (COUNTER, 1, 2, "F-1 F-2", ""),
    "padded": (COUNTER, 1, 2, "F-001 F-002", ""),
    "that of another series": (
        COUNTER,
        1,
        1,
        "F-1 F-2026-7 G-2 F-",
        "F-2026-7: 3 to F- of none",
    ),
    "from where it began": (COUNTER, 4211, 4212, "F-4211 F-4212", ""),
    "a suffix": (SUFFIXED, 1, 2, "1/2026 1/2027 2/2026", "1/2027: 1 to 1/2027 of none"),
    "one missing": (COUNTER, 1, 3, "F-1 F-3", "F-: missing 2-2"),
    "some missing": (COUNTER, 1, 4, "F-1 F-4", "F-: missing 2-3"),
    "the first": (COUNTER, 1, 2, "F-2", "F-: missing 1-1"),
    "the last": (COUNTER, 1, 3, "F-1", "F-: missing 2-3"),
    "the only one": (COUNTER, 1, 1, "", "F-: missing 1-1"),
    "twice": (COUNTER, 1, 2, "F-1 F-1 F-2", "F-1: twice"),
    "in another form": (COUNTER, 1, 2, "F-1 F-2 F-01", "F-01: twice"),
    "a counter set back": (COUNTER, 1, 1, "F-1 F-2 F-3", "F-: at 1 not 3"),
    "set back, and one missing": (
        *(COUNTER, 1, 2, "F-2 F-9"),
        "F-: missing 1-1, F-: at 2 not 9",
    ),
}


@pytest.mark.parametrize(
    ("counter", "first", "last", "numbers", "expected"), NUMBERS.values(), ids=NUMBERS
)
def test_numbers(
    counter: Counter, first: int, last: int, numbers: str, expected: str
) -> None:
    """Each number of a series is there once, from where it began to the last."""
    given = [(SELLER, number) for number in numbers.split()]
    counts = [Count(counter, first, last), OTHER]
    assert told(check_numbers(counts, [("another", "F-7"), *given])) == expected


TOLD = {
    "numbers-missing": "missing {first}-{last}",
    "number-twice": "twice",
    "counter-behind": "at {last} not {highest}",
    "numbers-of-no-counter": "{count} to {last} of none",
}


def told(findings: Iterable[Finding]) -> str:
    return ", ".join(
        f"{each.place[0]}: {TOLD[each.code].format(**dict(each.facts))}"
        for each in findings
    )


PATTERNS = {
    "from F-%SEQ% to F-%YYYY%%SEQ:4%": (
        {"F-": 3, "F-2026": 2},
        "F-1 F-2 F-3 F-20260001 F-20260002",
        "",
    ),
    "and back": ({"F-": 3, "F-2026": 1}, "F-20260001 F-1 F-2 F-3", ""),
    "so far that both have come to it": (
        {"F-": 20260001, "F-2026": 1},
        "F-20260001",
        "F-: missing 1-20260001",
    ),
    "behind both": ({"F-": 0, "F-2026": 0}, "F-20260001", "F-2026: at 0 not 1"),
}


@pytest.mark.parametrize(
    ("lasts", "numbers", "expected"), PATTERNS.values(), ids=PATTERNS
)
def test_another_pattern(lasts: dict[str, int], numbers: str, expected: str) -> None:
    """A number that fits two series is that of the one that came so far."""
    counts = [
        Count(Counter(SELLER, "invoice", series), 1, last)
        for series, last in lasts.items()
    ]
    given = [(SELLER, number) for number in numbers.split()]
    assert told(check_numbers(counts, given)) == expected


def test_claims() -> None:
    """A task that two have whole is billed twice; one that was credited is not."""
    draft = draft_of("T-1", "T-2")
    first, second = draft.claims("F-1")
    again, _ = draft.claims("F-2")
    assert [*check_claims([first, second])] == []
    (finding,) = check_claims([first, again, second])
    assert str(finding) == "P-1/T-1: billed more than whole, F-2 has some of it"


def test_nothing_to_tell(each_store: MemoryStore | SqlStore) -> None:
    """Books that are right have no findings, with drafts and messages in them."""
    with each_store.transaction() as transaction:
        transaction.put_draft(draft_of("T-1"))
        place = transaction.next_in(COUNTER, DAY)
        transaction.put_document(invoice_of(f"F-{place}", "T-2"))
        transaction.put_message(message_of(1))
    assert each_store.check(now=NOON + timedelta(hours=23)) == ()


def test_what_is_wrong(each_store: MemoryStore | SqlStore) -> None:
    """A gap and a message that has waited for more than a day are told."""
    with each_store.transaction() as transaction:
        transaction.next_in(COUNTER, DAY)
        place = transaction.next_in(COUNTER, DAY)
        transaction.put_document(invoice_of(f"F-{place}", "T-2"))
        waiting = message_of(1, "F-2").failed("no route", NOON, timedelta(0))
        transaction.put_message(waiting)
        transaction.put_message(message_of(2, "F-2").delivered(NOON))
    findings = each_store.check(now=NOON + timedelta(days=2))
    assert [finding.message("fr-CA") for finding in findings] == [
        "F-\u00a0: aucun document n’a les numéros 1 à 1 de cette série",
        (
            "F-2\u00a0: le message attend depuis le 24 novembre 2026, après 1 essais; "
            "dernière erreur\u00a0: no route"
        ),
    ]
    gap, late = findings
    assert (gap.severity, late.severity) == ("error", "warning")
    patient = each_store.check(now=NOON + timedelta(days=2), patience=timedelta(days=3))
    assert patient == (gap,)


def test_refused_for_good(each_store: MemoryStore | SqlStore) -> None:
    """A message that only a person can send again is told at once, and as such."""
    no = Refusal("ap@acme.example", "550 no such user", permanent=True)
    with each_store.transaction() as transaction:
        transaction.next_in(COUNTER, DAY)
        transaction.put_document(invoice_of("F-1", "T-1"))
        refused = message_of(1, "F-1").answered([no], NOON, timedelta(hours=1))
        transaction.put_message(refused)
    found = each_store.check(now=NOON)
    assert [
        (each.severity, each.message("fr-CA"), each.hint("fr")) for each in found
    ] == [
        (
            "warning",
            (
                "F-1\u00a0: le message a été refusé pour de bon\u00a0: "
                "ap@acme.example (550 no such user)"
            ),
            "corrigez l’adresse, puis renvoyez le document",
        )
    ]


CHANGED = {
    "a sum": ("""REPLACE(json, '"23.00"', '"99.99"')""", "F-1"),
    "a number": ("""REPLACE(json, '"F-1"', '"F-9"')""", "F-9"),
    "no document": ("'{}'", "F-1"),
}


@pytest.mark.parametrize(("json", "place"), CHANGED.values(), ids=CHANGED)
def test_what_was_changed_by_hand(
    each_store: MemoryStore | SqlStore, json: str, place: str
) -> None:
    """A document that was changed in the database is told, whatever was changed."""
    if isinstance(each_store, MemoryStore):
        pytest.skip("nobody can change it by hand")
    with each_store.transaction() as transaction:
        transaction.next_in(COUNTER, DAY)
        transaction.put_document(invoice_of("F-1", "T-1"))
        statement = f"UPDATE flowfit_documents SET json = {json}"  # noqa: S608 - our own
        changed = transaction.connection.execute(text(statement))
        assert changed.rowcount == 1
    findings = each_store.check()
    assert findings
    assert {finding.place[0] for finding in findings} == {place}


WRONG = {
    "a message": (
        "UPDATE flowfit_messages SET json = '{'",
        "<invoice.1@laval.example>: serializing",
    ),
    "a draft": ("UPDATE flowfit_drafts SET json = '{}'", "draft-1: serializing"),
    "a payment": ("UPDATE flowfit_payments SET json = '[]'", "R-1: serializing"),
    "a payment's client": (
        "UPDATE flowfit_payments SET client = 'GLOBEX'",
        "R-1: column-differs",
    ),
    "a draft's seller": (
        "UPDATE flowfit_drafts SET seller = 'Laval'",
        "draft-1: column-differs",
    ),
    "a client": (
        "UPDATE flowfit_documents SET client = 'GLOBEX'",
        "F-1: column-differs",
    ),
    "a day": (
        "UPDATE flowfit_documents SET issue_date = '2020-01-01'",
        "F-1: column-differs",
    ),
    "a kind": (
        "UPDATE flowfit_documents SET kind = 'quote'",
        "F-1: column-differs",
    ),
    "an amount": (
        "UPDATE flowfit_claims SET amount = 'x' WHERE holder = 'F-1'",
        "P-1/T-2: claim-lost, P-1/T-2: claim-broken",
    ),
    "a whole": (
        "UPDATE flowfit_claims SET whole = '0' WHERE holder = 'F-1'",
        "P-1/T-2: claim-lost, P-1/T-2: claim-broken",
    ),
    "all claims": (
        "DELETE FROM flowfit_claims",
        "P-1/T-2: claim-lost, P-1/T-1: claim-lost",
    ),
    "a counter set back": (
        "UPDATE flowfit_counters SET last = 0",
        "F-: counter-behind",
    ),
    "a counter": ("DELETE FROM flowfit_counters", "F-1: numbers-of-no-counter"),
}


@pytest.mark.parametrize(("statement", "expected"), WRONG.values(), ids=WRONG)
def test_what_else_was_changed_by_hand(
    each_store: MemoryStore | SqlStore, statement: str, expected: str
) -> None:
    """Whatever was changed in the database is told, and where; nothing is raised."""
    if isinstance(each_store, MemoryStore):
        pytest.skip("nobody can change it by hand")
    with each_store.transaction() as transaction:
        transaction.put_draft(draft_of("T-1"))
        place = transaction.next_in(COUNTER, DAY)
        transaction.put_document(invoice_of(f"F-{place}", "T-2"))
        transaction.put_payment(SELLER, payment_of("R-1"))
        transaction.put_message(message_of(1))
    assert each_store.check(now=NOON) == ()
    with each_store.transaction() as transaction:
        assert transaction.connection.execute(text(statement)).rowcount
    findings = each_store.check(now=NOON)
    assert expected == ", ".join(
        f"{'/'.join(each.place)}: {each.code}" for each in findings
    )
