"""Values as JSON are an extra: who does not ask for it needs no cattrs."""

import sys
from importlib import import_module

import pytest

from tests.test_package import imported_with


def test_not_without_asking() -> None:
    """Importing the package, with all its names, brings neither room nor part."""
    modules = imported_with("flowfit_invoicing", names="*")
    assert not {"cattrs", "flowfit_invoicing.serializing"} & modules


def test_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where cattrs is missing, the error says what to install."""
    for name in [each for each in sys.modules if "serializing" in each]:
        if name.startswith("flowfit_invoicing.serializing"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cattrs", None)
    with pytest.raises(ImportError) as caught:
        import_module("flowfit_invoicing.serializing")
    assert "pip install flowfit-invoicing[json]" in str(caught.value)
    assert caught.value.name == "cattrs"
