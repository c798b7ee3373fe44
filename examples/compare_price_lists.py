"""What if: what would last year have cost under the new price list?

Run it with `python examples/compare_price_lists.py`. It prints two tables: what differs
by client, service, languages and match band; and what the new list lacks.
"""

from datetime import date

from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing.rendering import comparison_table, coverage_table

TRANSLATION = ffi.ClientService("TRA", {"en": "Translation", "fr": "Traduction"})
REVISION = ffi.ClientService("REV", {"en": "Revision", "fr": "Révision"})
GRID = ffi.MatchGrid.of(new=100, fuzzy=60, exact=25, repetition=25, context=0)

LAST_YEAR = ffi.RateList(
    "Standard",
    "CAD",
    [
        ffi.Rate(TRANSLATION, ffi.WORD, "0.22", languages="en>fr", minimum_charge=45),
        ffi.Rate(TRANSLATION, ffi.WORD, "0.26", languages="en>de", minimum_charge=45),
        ffi.Rate(REVISION, ffi.HOUR, 50),
    ],
    match_grid=GRID,
)
NEW = ffi.RateList(
    "Standard",
    "CAD",
    [
        ffi.Rate(TRANSLATION, ffi.WORD, "0.235", languages="en>fr", minimum_charge=50),
        ffi.Rate(REVISION, ffi.HOUR, "52.50"),
    ],
    match_grid=ffi.MatchGrid.of(new=100, fuzzy=50, exact=20, repetition=20, context=0),
)
BEFORE = ffi.Catalog(
    services=[TRANSLATION, REVISION],
    rate_lists=[LAST_YEAR],
    mapping=ffi.TaskMapping(
        {"translate": TRANSLATION, "revise": REVISION, "deliver": None}
    ),
    default_rate_list="Standard",
)
AFTER = evolve(BEFORE, rate_lists=[NEW])

CLIENTS = [
    ffi.Client(code, ffi.Party(name))
    for code, name in (("ACME", "Acme inc."), ("BOREAL", "Boréal ltée"))
]


def last_year() -> list[ffi.Project]:
    """The work of a year; a host would read it from its database, one by one."""
    return [project(month) for month in range(1, 13)]


def project(month: int) -> ffi.Project:
    """A project a month: translated and revised, and in spring into German too."""
    on = date(2026, month, 15)
    words = ffi.Analysis.of(
        {"75-99": 80 * month}, new=300 * month, repetition=40, context=500
    )
    tasks = [
        ffi.WorkflowTask("T-1", "translate", "en>fr-CA", analysis=words),
        ffi.WorkflowTask(
            "T-2", "revise", "en>fr-CA", quantities=[ffi.Quantity(month, ffi.HOUR)]
        ),
        ffi.WorkflowTask("T-3", "deliver", "en>fr-CA"),
    ]
    if month in (4, 5):
        tasks.append(ffi.WorkflowTask("T-4", "translate", "en>de", analysis=words))
    client = CLIENTS[month % 2]
    return ffi.Project(f"P-{month}", client=client, ordered_on=on, tasks=tasks)


def main() -> None:
    """Compare the two lists, and look for what the new one lacks."""
    compared = ffi.compare(last_year(), BEFORE, AFTER)
    print(comparison_table(compared, "en-CA"))
    print()
    print(coverage_table(ffi.coverage(last_year(), AFTER), "fr-CA"))


if __name__ == "__main__":
    main()
