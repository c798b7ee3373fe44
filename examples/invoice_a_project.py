"""From a CAT analysis to a sent invoice: the whole main job, as a host would do it.

Run it with `make demo`. It reads a real memoQ analysis, writes into `outbox/` and keeps
its books in a file of SQLite, where the next run finds them and goes on.
"""

from collections.abc import Iterable
from datetime import date
from itertools import count
from pathlib import Path

import flowfit_invoicing as ffi
from flowfit_invoicing import tax
from flowfit_invoicing.ports import Search
from flowfit_invoicing.readers import read_memoq
from flowfit_invoicing.rendering import (
    HtmlRenderer,
    TextRenderer,
    projects_table,
    table,
)
from flowfit_invoicing.sending import FolderSender
from flowfit_invoicing.storage import SqlStore

ANALYSIS_FILE = Path(__file__).parent / "data" / "memoQAnalysis-utf16.csv"
OUTBOX = Path("outbox")
BOOKS = Path("books")

# ⚙ Clients > Client services, Client rates, and the mapping of workflow tasks

TRANSLATION = ffi.ClientService("TRA", {"en": "Translation", "fr": "Traduction"})
REVISION = ffi.ClientService("REV", {"en": "Revision", "fr": "Révision"})
GRID = ffi.MatchGrid.of(new=100, fuzzy=60, exact=25, repetition=25, context=0)

STANDARD = ffi.RateList(
    "Standard 2026",
    "CAD",
    [
        ffi.Rate(TRANSLATION, ffi.WORD, "0.25", languages="en>fr", minimum_charge="45"),
        ffi.Rate(REVISION, ffi.HOUR, "50"),
    ],
    match_grid=GRID,
)
ACME_RATES = ffi.RateList(
    "Acme",
    "CAD",
    [ffi.Rate(TRANSLATION, ffi.WORD, "0.22", languages="en>fr-CA")],
    base=STANDARD,
    match_grid=GRID,
)
CATALOG = ffi.Catalog(
    services=[TRANSLATION, REVISION],
    rate_lists=[STANDARD, ACME_RATES],
    mapping=ffi.TaskMapping(
        {"translate": TRANSLATION, "revise": REVISION, "deliver": None}
    ),
    default_rate_list="Standard 2026",
)

# Who sells, and who buys

AGENCY = ffi.Party(
    "Traduction Laval inc.",
    address=ffi.Address(
        lines=["12, rue des Érables"],
        city="Laval",
        region="QC",
        postal_code="H7A 0A1",
        country="CA",
    ),
    email="factures@laval.example",
    tax_ids={"GST": "123456789 RT0001", "QST": "1234567890 TQ0001"},
)
ACME = ffi.Client(
    "ACME",
    ffi.Party(
        "Acme inc.",
        address=ffi.Address(
            lines=["1000, rue Sherbrooke Ouest"],
            city="Montréal",
            region="QC",
            postal_code="H3A 0G4",
            country="CA",
        ),
        email="ap@acme.example",
    ),
    language="fr-CA",
    rate_list="Acme",
    payment_terms=ffi.PaymentTerms(days=30),
)


def annual_report(analysis: ffi.Analysis, number: str) -> ffi.Project:
    """The project that is ready to be invoiced."""
    return ffi.Project(
        number,
        client=ACME,
        title="Rapport annuel",
        purchase_order="PO-77",
        ordered_on=date(2026, 11, 2),
        tasks=[
            ffi.WorkflowTask(
                "T-1",
                "translate",
                "en>fr-CA",
                analysis=analysis,
                completed_on=date(2026, 11, 9),
            ),
            ffi.WorkflowTask(
                "T-2",
                "revise",
                "en>fr-CA",
                quantities=[ffi.Quantity("3.5", ffi.HOUR)],
                completed_on=date(2026, 11, 12),
            ),
            ffi.WorkflowTask(
                "T-3", "deliver", "en>fr-CA", completed_on=date(2026, 11, 12)
            ),
        ],
    )


VIDEO = ffi.Project(
    "P-1043",
    client=ACME,
    title="Vidéo d’accueil",
    ordered_on=date(2026, 11, 16),
    tasks=[
        ffi.WorkflowTask(
            "T-1",
            "subtitle",
            "en>fr-CA",
            quantities=[ffi.Quantity(42, ffi.MINUTE)],
            completed_on=date(2026, 11, 20),
        )
    ],
)
"""A project that has no purchase order, and a kind of task that nobody has mapped."""


def main() -> None:
    """Do the whole job and show each step."""
    analysis = read_the_analysis()
    store = open_the_books()
    report = annual_report(analysis, next_project(store))
    engine = ffi.PricingEngine(CATALOG)
    invoicing = ffi.Invoicing(
        seller=AGENCY,
        engine=engine,
        taxes=tax.canada(),
        store=store,
        renderer=HtmlRenderer(),
        sender=FolderSender(OUTBOX),
        numbers="F-%YYYY%-%SEQ%",
        today=ffi.today_in("America/Toronto"),
    )

    heading("Findings, before anything is made")
    show_findings([*CATALOG.check(), *engine.check(report, VIDEO)])

    heading("Projects to invoice")
    show_projects(invoicing.projects_to_invoice([report, VIDEO]))

    heading("Create invoice, edit it, Save")
    draft = invoicing.create_invoice(report)
    draft = draft.edit(notes="Merci de votre confiance!").with_line(
        ffi.InvoiceLine.of(
            {"en": "Courier", "fr": "Frais de messagerie"}, ffi.Money("18.50", "CAD")
        )
    )
    draft = invoicing.save(draft)
    print(f"{draft.id} is kept: {len(draft.lines)} lines, {draft.totals.net} net")
    waiting = invoicing.projects_to_invoice([report])
    if not waiting:
        print(f"{report.number} is listed no longer: {draft.id} has its tasks")

    heading("Save and Send")
    invoice = invoicing.save_and_send(draft)
    text = TextRenderer().render(invoice, ACME.language)
    print(text.content.decode())

    heading("Why this price? (fr-CA)")
    print(ffi.explain(invoice.lines[0], "fr-CA"))
    heading("Why this price? (en-CA)")
    print(ffi.explain(invoice.lines[0], "en-CA"))

    heading("Files")
    for document in (text, HtmlRenderer().render(invoice, ACME.language)):
        (OUTBOX / document.name).write_bytes(document.content)
    for file in sorted(OUTBOX.iterdir()):
        print(f"{OUTBOX / file.name}  {file.stat().st_size} bytes")

    heading("Projects to invoice, afterwards")
    show_projects(invoicing.projects_to_invoice([report, VIDEO]))
    store.close()


def open_the_books() -> SqlStore:
    """Open the file, and show what earlier runs have kept in it."""
    BOOKS.mkdir(exist_ok=True)
    store = SqlStore(f"sqlite:///{BOOKS / 'invoices.db'}")
    heading("Books")
    with store.reading() as books:
        kept = books.documents(AGENCY.identity, Search(limit=5))
    for document in kept:
        print(f"{document.kind} {document} of an earlier run: {document.totals.gross}")
    wrong = [str(finding) for finding in store.check()]
    print("\n".join(wrong) or "no gap, no double, and nothing that does not add up")
    return store


def next_project(store: SqlStore) -> str:
    """Give the number of a project that no earlier run has billed."""
    numbers = map("P-{}".format, count(1042, 10))
    with store.reading() as books:
        return next(each for each in numbers if not books.claims([(each, "T-1")]))


def read_the_analysis() -> ffi.Analysis:
    """Read the files of the memoQ analysis and add them up, band by band."""
    heading(f"Analysis: {ANALYSIS_FILE.name}")
    files = read_memoq(ANALYSIS_FILE)
    total = ffi.Analysis.total_of(file.analysis for file in files)
    rows = [(file.file, file.target or "", f"{file.analysis.total}") for file in files]
    print(table([("file", "target", "words"), *rows], "<<>"))
    print(f"\n{total.total} words:")
    print(table([(str(band), f"{count}") for band, count in total.counts], "<>"))
    return total


def show_findings(findings: Iterable[ffi.Finding]) -> None:
    """Print findings in both languages, with what can be done about each."""
    for finding in findings:
        print(f"{finding.severity}: {finding.message('en-CA')}")
        print(f"   → {finding.hint('en-CA')}")
        print(f"   {finding.message('fr-CA')}")
        print(f"   → {finding.hint('fr-CA')}")


def show_projects(rows: Iterable[ffi.ProjectToInvoice]) -> None:
    """Print the page Projects to invoice."""
    print(projects_table(rows, "en-CA"))


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n── {text} {'─' * (84 - len(text))}")


if __name__ == "__main__":
    main()
