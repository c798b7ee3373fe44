"""What the contracts keep, send and render: an agency, a client and their documents."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from attrs import evolve

from flowfit_invoicing.catalog import (
    Catalog,
    ClientService,
    Rate,
    RateList,
    TaskMapping,
)
from flowfit_invoicing.documents import (
    Invoice,
    InvoiceDraft,
    Payment,
    Unbilled,
    part_of,
)
from flowfit_invoicing.money import Money
from flowfit_invoicing.parties import Address, Client, Party
from flowfit_invoicing.ports import OutgoingMessage, QueuedMessage, RenderedDocument
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import canada
from flowfit_invoicing.work import WORD, Project, Quantity, WorkflowTask

DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)

_QUEBEC = Address(
    lines=["12, rue des Érables"], city="Laval", region="QC", country="CA"
)
AGENCY = Party(
    "Traduction Laval inc.",
    address=_QUEBEC,
    email="factures@laval.example",
    tax_ids={"GST": "123456789 RT0001", "QST": "1234567890 TQ0001"},
)
OTHER_AGENCY = Party("Traduction Gaspé", address=_QUEBEC, email="gaspe@agency.example")
CLIENT = Client(
    "ACME", Party("Acme « inc. »", address=_QUEBEC, email="ap@acme.example")
)

OTHER_CLIENT = Client("GLOBEX", Party("Globex", address=_QUEBEC))

_TRANSLATION = ClientService("TRA", {"en": "Translation", "fr": "Traduction"})
_ENGINE = PricingEngine(
    Catalog(
        services=[_TRANSLATION],
        rate_lists=[RateList("Standard", "CAD", [Rate(_TRANSLATION, WORD, "0.20")])],
        mapping=TaskMapping({"translate": _TRANSLATION}),
        default_rate_list="Standard",
    )
)


def draft_of(
    *tasks: str,
    seller: Party = AGENCY,
    client: Client = CLIENT,
    project: str = "P-1",
) -> InvoiceDraft:
    """Make a draft that bills tasks of one project, 100 words each."""
    work = Project(project, client=client, tasks=_tasks(tasks))
    return InvoiceDraft(
        seller=seller,
        client=client,
        currency="CAD",
        lines=_ENGINE.price(work),
        taxes=canada().taxes_for(seller, client.party, issued=DAY),
        notes="Merci !\nÀ bientôt",
    )


def invoice_of(number: str, *tasks: str, seller: Party = AGENCY) -> Invoice:
    """Make an invoice of a number that bills tasks."""
    return draft_of(*tasks, seller=seller).issue(number, DAY)


def part_of_a_task(percent: int) -> InvoiceDraft:
    """Make a draft that bills some percent of the task T-1 of the project P-1."""
    whole = draft_of("T-1")
    amount = whole.totals.net.amount * percent / 100
    return evolve(whole, lines=part_of([*map(Unbilled, whole.lines)], amount))


def payment_of(id_: str, client: str = "ACME") -> Payment:
    """Make a payment that stays as credit."""
    return Payment(id_, client, DAY, Money("22.50", "CAD"), keep_rest=True)


def message_of(
    place: int, number: str = "F-1", seller: Party = AGENCY
) -> QueuedMessage:
    """Make a message that waits, with an attachment of any bytes."""
    attached = RenderedDocument(
        "F-1.bin", "application/octet-stream", bytes(range(256))
    )
    message = OutgoingMessage(
        message_id=f"<invoice.{place}@laval.example>",
        date=NOON,
        sender="factures@laval.example",
        recipients=["ap@acme.example"],
        subject="Facture F-1",
        text="Bonjour,\nvoici la facture.",
        attachments=[attached],
    )
    return QueuedMessage(seller.identity, number, message)


def _tasks(ids: Iterable[str]) -> Iterable[WorkflowTask]:
    for id_ in ids:
        yield WorkflowTask(
            id_,
            "translate",
            "en>fr",
            quantities=[Quantity(100, WORD)],
            completed_on=DAY,
        )
