"""A store in SQL is an extra: who does not ask for it needs no SQLAlchemy."""

import sys

import pytest

from flowfit_invoicing import storage
from tests.test_package import imported_with


def test_not_imported() -> None:
    """Neither the package nor the store in memory brings SQLAlchemy along."""
    modules = imported_with("flowfit_invoicing.storage", names="MemoryStore")
    assert not {"sqlalchemy", "cattrs", "flowfit_invoicing.storage.sql"} & modules


def test_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SQLAlchemy is missing, the error says what to install."""
    for module in [name for name in sys.modules if "storage.sql" in name]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.delattr(storage, "sql", raising=False)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    expected = r"pip install flowfit-invoicing\[sql\]"
    with pytest.raises(ImportError, match=expected) as caught:
        storage.SqlStore  # noqa: B018 - to ask for it is what fails
    assert caught.value.name == "sqlalchemy"


def test_no_other_name() -> None:
    """What the room does not have, it says so."""
    with pytest.raises(AttributeError, match="has no attribute 'MongoStore'"):
        getattr(storage, "MongoStore")  # noqa: B009 - a checker would see it
