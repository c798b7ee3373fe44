"""The package as a whole: its public face, and what importing it brings along."""

import subprocess
import sys
from importlib.metadata import requires

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing import errors, money

ADAPTERS = ["readers", "rendering", "sending", "storage", "testing"]


def test_public_names() -> None:
    """
    All public names are there, each once, constants first, in their order.
    """
    names = ffi.__all__

    assert sorted(set(names)) == sorted(names)
    assert names == sorted(
        names, key=lambda name: (not name.isupper(), name[0].islower(), name)
    )
    assert all(hasattr(ffi, name) for name in names)


@pytest.mark.parametrize("name", [name for name in ffi.__all__ if name[0].isupper()])
def test_documented(name: str) -> None:
    """
    All public values and ports say what they are.
    """
    value = getattr(ffi, name)

    assert (value if isinstance(value, type) else type(value)).__doc__


def imported_with(module: str, *, names: str = "") -> set[str]:
    """Give the names of all modules that importing one brings along."""
    statement = f"from {module} import {names}" if names else f"import {module}"
    code = f"{statement}; import sys; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    return set(done.stdout.split())


def test_each_name_is_that_of_its_room() -> None:
    """
    A name of the front door is the very thing that its room has.
    """
    assert ffi.Money is money.Money
    assert ffi.errors is errors
    assert dir(ffi) == sorted(ffi.__all__)


def test_no_other_name() -> None:
    """
    What is not public is not there, and the error says so.
    """
    with pytest.raises(AttributeError, match="has no attribute 'Invoyce'"):
        getattr(ffi, "Invoyce")  # noqa: B009 - a checker would see it


def test_rooms_wait_until_asked() -> None:
    """
    Importing the package imports no room; a value brings its own room and no invoices.
    """
    assert "attrs" not in imported_with("flowfit_invoicing")
    assert "flowfit_invoicing.documents" not in imported_with("flowfit_invoicing.money")


def test_no_adapter() -> None:
    """
    Importing the package imports no adapter, and none of what adapters need.
    """
    modules = imported_with("flowfit_invoicing", names="*")

    assert not {f"flowfit_invoicing.{each}" for each in ADAPTERS} & modules
    assert not {"jinja2", "smtplib", "babel.dates", "csv", "ssl"} & modules


def test_four_parts() -> None:
    """
    The base install brings attrs, Babel, py-moneyed and Jinja2, and nothing else.
    """
    needed = [
        each for each in requires("flowfit-invoicing") or [] if "extra" not in each
    ]

    assert sorted(each.partition(">")[0].lower() for each in needed) == [
        "attrs",
        "babel",
        "jinja2",
        "py-moneyed",
    ]
