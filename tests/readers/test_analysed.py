"""What readers hand back is checked like any other value."""

from typing import Any

import pytest

from flowfit_invoicing import Analysis
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.readers import FileAnalysis

NEW = Analysis.of(new=250)


def test_target_is_a_tag() -> None:
    """
    A target is written in canonical case, or is not known.
    """
    assert FileAnalysis("a.xml", "fr-ca", NEW).target == "fr-CA"
    assert FileAnalysis("a.xml", None, NEW).target is None


@pytest.mark.parametrize(
    ("file", "target", "analysis"),
    [
        pytest.param("", "fr", NEW, id="nameless"),
        pytest.param("a\nb", "fr", NEW, id="two lines"),
        pytest.param("a.xml", "fr_CA", NEW, id="no tag"),
        pytest.param("a.xml", "fr", {"new": 250}, id="no analysis"),
    ],
)
def test_refused(file: Any, target: Any, analysis: Any) -> None:  # noqa: ANN401 - what it refuses
    """
    A file has a name, a language tag or none, and an analysis.
    """
    with pytest.raises(InvalidValueError):
        FileAnalysis(file, target, analysis)
