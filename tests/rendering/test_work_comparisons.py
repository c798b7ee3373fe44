"""Quoted against done as people read it."""

import pytest

from flowfit_invoicing import (
    PAGE,
    Analysis,
    MatchGrid,
    Rate,
    WorkComparison,
    compare_to_work,
)
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.rendering import work_table
from tests.pricing.simple import (
    analysed,
    engine,
    hours,
    per_hour,
    per_word,
    project,
    words,
)
from tests.pricing.test_work_comparison import COURIER, quote
from tests.quickstart import TRANSLATION

QUOTED = quote(
    analysed(Analysis.of(new=1000)), hours("3"), hours("1", "T-3"), more=[COURIER]
)
DONE = project(analysed(Analysis.of(new=1200)), hours("3"), hours("2", "T-4"))
DEARER = engine(per_word("0.20", minimum_charge="10"), per_hour("60"))
COMPARISON = compare_to_work(QUOTED, DONE, engine=DEARER)


COUNTED = "counted differently (1,000 → 1,200 words)"


def lines(text: str) -> list[str]:
    """Give lines with single spaces, whatever the columns are."""
    return [" ".join(line.split()) for line in text.splitlines()]


def test_in_english() -> None:
    """Each line with both amounts and what changed, then what they add up to."""
    assert lines(work_table(COMPARISON, "en-CA")) == [
        "Description Quoted Done Difference What changed",
        "Translation, English → Canadian French $200.00 $240.00 $40.00 " + COUNTED,
        "Revision, English → Canadian French $150.00 $180.00 $30.00 priced differently",
        "Revision, English → Canadian French $50.00 $0.00 -$50.00 dropped",
        "Courier $18.50 $18.50 $0.00 nothing",
        "Revision, English → Canadian French $0.00 $120.00 $120.00 added",
        "Total $418.50 $558.50 $140.00",
    ]


def test_in_french() -> None:
    """The same in French, as it is written in Quebec."""
    text = lines(work_table(COMPARISON, "fr-CA"))
    assert text[0] == "Description Devis Réalisé Écart Ce qui a changé"
    changes = ["quantité différente", "prix différent", "retiré", "rien", "ajouté"]
    for change in changes:
        assert any(change in line for line in text)
    assert text[-1] == "Total 418,50 $ 558,50 $ 140,00 $"


def test_both() -> None:
    """What is counted and priced differently says both, and both counts."""
    done = project(analysed(Analysis.of(new=500)))
    by = engine(per_word("0.30", minimum_charge="10"))
    text = work_table(compare_to_work(QUOTED, done, engine=by), "en")
    assert "counted and priced differently" in text
    assert "1,000 → 500 words" in " ".join(text.split())


SAME_COUNT = "no match: 50 → 47; 75–84% matches: 10 → 15"
GRID = MatchGrid.of({"75-84": 60}, new=100)


def test_other_matches_that_come_to_the_same() -> None:
    """Where weighted counts are the same, the matches are told that are not."""
    by = engine(per_word("0.20"), grid=GRID)
    before, after = ({"new": 50, "75-84": 10}, {"new": 47, "75-84": 15})
    quoted = quote(analysed(Analysis.of(before)), by=by)
    done = project(analysed(Analysis.of(after)))
    text = work_table(compare_to_work(quoted, done, engine=by), "en-CA")
    assert f"counted differently ({SAME_COUNT})" in " ".join(text.split())
    text = work_table(compare_to_work(quoted, done, engine=by), "fr-CA")
    assert (
        "quantité différente (sans correspondance : 50 → 47; "
        "correspondances à 75–84 % : 10 → 15)"
    ) in " ".join(text.split())


def test_another_unit() -> None:
    """Where the unit is another too, both are said."""
    by = engine(per_word("0.30"), Rate(TRANSLATION, PAGE, 30))
    quoted = quote(words(1000), by=by)
    text = work_table(compare_to_work(quoted, project(words(4, PAGE)), engine=by), "en")
    assert "(1,000 words → 4 standard pages)" in " ".join(text.split())


def test_nothing() -> None:
    """No line has totals all the same, and what is no comparison is refused."""
    assert (
        lines(work_table(WorkComparison("CAD"), "en"))[-1]
        == "Total CA$0.00 CA$0.00 CA$0.00"
    )
    with pytest.raises(InvalidValueError):
        work_table(QUOTED, "en")  # type: ignore[arg-type]  # the very mistake
