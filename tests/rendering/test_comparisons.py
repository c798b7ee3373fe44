"""What-if as people read it."""

import subprocess
import sys
from pathlib import Path

from attrs import evolve

from flowfit_invoicing import (
    Analysis,
    Comparison,
    Coverage,
    Difference,
    Money,
    compare,
    coverage,
)
from flowfit_invoicing.rendering import comparison_table, coverage_table
from tests.pricing.simple import analysed, engine, hours, per_hour, per_word, project

EXAMPLE = Path(__file__).parents[2] / "examples" / "compare_price_lists.py"

BEFORE = engine(per_word("0.20"), per_hour("50"))
AFTER = engine(per_word("0.25"), per_word("0.30", languages="en>fr"))
GERMAN = evolve(analysed(Analysis.of(exact=8)), id="T-3", languages="en>de")
WORK = [
    project(analysed(Analysis.of(new=100)), hours("2"), GERMAN, client=None),
]


def lines(text: str) -> list[str]:
    """Give lines with single spaces, whatever the columns are."""
    return [" ".join(line.split()) for line in text.splitlines() if line]


def test_comparison_in_english() -> None:
    """Totals, then all kinds of rows, then what is not compared and why."""
    text = comparison_table(compare(WORK, BEFORE, AFTER), "en-CA")
    assert lines(text) == [
        "Before After Difference Change Tasks",
        "Total $21.60 $32.00 $10.40 48.15% 2",
        "Client",
        "no client $21.60 $32.00 $10.40 48.15% 2",
        "Service",
        "Translation $21.60 $32.00 $10.40 48.15% 2",
        "Languages",
        "English → German $1.60 $2.00 $0.40 25% 1",
        "English → Canadian French $20.00 $30.00 $10.00 50% 1",
        "Matches",
        "no match $20.00 $30.00 $10.00 50% 1",
        "100% matches $1.60 $2.00 $0.40 25% 1",
        "Not compared",
        "priced before only $100.00 1",
        "Tasks What is missing, for example",
        "1 P-1/T-2: service REV: no list has a rate for this work: English → Canadian",
        "French, hour, no day; nearest: none",
    ]


def test_comparison_in_french() -> None:
    """The same in French, as it is written in Quebec; amounts keep their spaces."""
    text = comparison_table(compare(WORK, AFTER, BEFORE), "fr-CA")
    assert "Total" in text.splitlines()[1]
    assert "-10,40\xa0$" in text.splitlines()[1]
    assert lines(text)[-5:-3] == ["Non comparé", "prix après seulement 100,00 $ 1"]
    assert "sans client" in text


def test_columns() -> None:
    """Numbers stand below each other, all of them in the same columns."""
    head, total, *_ = comparison_table(compare(WORK, BEFORE, AFTER), "en").splitlines()
    assert head.index("Before") + len("Before") == total.index("21.60") + 5
    assert head.endswith("Tasks")
    assert len(head) == len(total)


def test_nothing() -> None:
    """No work has a total and no percent, and nothing that is left out."""
    zero = Money(0, "CAD")
    nothing = Comparison(totals=[Difference(zero.currency, zero, zero, 0)])
    assert lines(comparison_table(nothing, "en-CA"))[1:] == [
        "Total $0.00 $0.00 $0.00 – 0",
        *("Client", "Service", "Languages", "Matches"),
    ]
    assert lines(coverage_table(Coverage(0, 0), "en")) == [
        "Counted Priced Share",
        "Tasks 0 0 –",
    ]


def test_coverage() -> None:
    """Tasks and units with their share, then what is missing."""
    found = coverage(WORK, AFTER)
    assert lines(coverage_table(found, "fr-CA")) == [
        "Compté Avec prix Part",
        "Tâches 3 2 66,66 %",
        "heures 2 0 0 %",
        "mots 108 108 100 %",
        "Tâches Ce qui manque, par exemple",
        "1 P-1/T-2 : service REV : aucune liste n’a de tarif pour ce travail : anglais",
        "→ français canadien, heure, sans date; les plus proches : aucun",
    ]


def test_example() -> None:
    """The example prints what a manager asks for, in both languages."""
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-X", "utf8", EXAMPLE],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert "Total $9,898.08 $10,349.76 $451.68 4.56% 24" in lines(done.stdout)
    assert "priced before only $819.52 2" in lines(done.stdout)
    assert "Tâches 26 24 92,3 %" in lines(done.stdout)
