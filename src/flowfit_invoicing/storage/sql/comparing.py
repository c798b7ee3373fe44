"""What is kept as JSON, compared with the columns and the claims beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from attrs import evolve
from sqlalchemy import Connection, Text, select, type_coerce

from flowfit_invoicing.documents import Claim, InvoiceDraft, Issued, Movement, TaskKey
from flowfit_invoicing.errors import Place, SerializingError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.serializing import read_json

from .drafts import id_of
from .schema import CLAIMS, DOCUMENTS, DRAFTS, PAYMENTS

T = TypeVar("T")

_DAY = type_coerce(DOCUMENTS.c.issue_date, Text).label("issue_date")
"""The day as it is written, even if it is none."""

_DOCUMENTS = select(
    *(DOCUMENTS.c[name] for name in ("seller", "number", "kind", "client", "json")),
    _DAY,
)


def compare_documents(connection: Connection) -> Iterator[Finding]:
    """Read each document, and compare it with its columns and claims."""
    for row in connection.execute(_DOCUMENTS.order_by(DOCUMENTS.c.place)):
        document, findings = read(row.json, Issued, row.number)
        yield from findings
        if document is None:
            continue
        if (document.seller.identity, document.number) != (row.seller, row.number):
            yield Finding("number-twice", "error", (document.number,))
        columns = {
            "kind": document.kind,
            "client": document.client.code,
            "issue_date": document.issue_date,
        }
        yield from _differing(document.number, row, columns)
        yield from _lost(connection, row.number, document.claims(row.number))


def compare_drafts(connection: Connection) -> Iterator[Finding]:
    """Read each draft, and compare it with its columns and claims."""
    for row in connection.execute(select(DRAFTS).order_by(DRAFTS.c.place)):
        holder = id_of(row.place)
        draft, findings = read(row.json, InvoiceDraft, holder)
        yield from findings
        if draft is not None:
            columns = {"seller": draft.seller.identity, "client": draft.client.code}
            yield from _differing(holder, row, columns)
            yield from _lost(connection, holder, draft.claims(holder))


def compare_payments(connection: Connection) -> Iterator[Finding]:
    """Read each payment, and compare it with its columns."""
    for row in connection.execute(select(PAYMENTS).order_by(PAYMENTS.c.place)):
        payment, findings = read(row.json, Movement, row.id)
        yield from findings
        if payment is not None:
            columns = {"id": payment.id, "client": payment.client}
            yield from _differing(row.id, row, columns)


def read(text: str, kind: type[T], name: str) -> tuple[T | None, Iterable[Finding]]:
    """Read what is kept under a name, or tell why it cannot be read."""
    try:
        reading = read_json(text, kind)
    except SerializingError as error:
        return None, [evolve(Finding.of(error), place=(name,))]
    return reading.value, reading.findings


def claim_of(row: Any) -> Claim | Finding:  # noqa: ANN401 - a row has other types in SQLAlchemy 2.0 and 2.1
    """Read a claim, or tell that it cannot be read."""
    task = row.project, row.task
    try:
        claim = Claim(task, row.holder, Decimal(row.amount), Decimal(row.whole))
        _ = claim.share
    except (ArithmeticError, ValueError):
        return _of_claim("claim-broken", task, row.holder)
    return claim


def _differing(
    name: str,
    row: Any,  # noqa: ANN401 - a row has other types in SQLAlchemy 2.0 and 2.1
    columns: Mapping[str, object],
) -> Iterator[Finding]:
    """Tell which columns do not have what is written in the JSON of their row."""
    for column, expected in columns.items():
        found = str(getattr(row, column))
        if found != str(expected):
            facts = {"column": column, "found": found, "expected": str(expected)}
            yield Finding("column-differs", "error", (name,), facts)


def _lost(
    connection: Connection, holder: str, claims: Iterable[Claim]
) -> Iterator[Finding]:
    """Tell which claims are not kept, so that somebody else could bill their tasks."""
    rows = connection.execute(select(CLAIMS).where(CLAIMS.c.holder == holder))
    kept = Counter(map(claim_of, rows))
    for claim in claims:
        if not kept[claim]:
            yield _of_claim("claim-lost", claim.task, holder)
        kept[claim] -= 1


def _of_claim(code: str, task: TaskKey, holder: str) -> Finding:
    place: Place = task
    return Finding(code, "error", place, {"holder": holder})
