"""The agency, the client and the project that most tests are about."""

from datetime import date

import flowfit_invoicing as ffi

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

ANALYSIS = ffi.Analysis.of(context=4990, repetition=601, exact=1332)
"""What the three memoQ files of the samples count together."""

PROJECT = ffi.Project(
    "P-1042",
    client=ACME,
    title="Rapport annuel",
    purchase_order="PO-77",
    ordered_on=date(2026, 11, 2),
    tasks=[
        ffi.WorkflowTask(
            "T-1",
            "translate",
            "en>fr-CA",
            analysis=ANALYSIS,
            completed_on=date(2026, 11, 9),
        ),
        ffi.WorkflowTask(
            "T-2",
            "revise",
            "en>fr-CA",
            quantities=[ffi.Quantity("3.5", ffi.HOUR)],
            completed_on=date(2026, 11, 12),
        ),
        ffi.WorkflowTask("T-3", "deliver", "en>fr-CA", completed_on=date(2026, 11, 12)),
    ],
)
