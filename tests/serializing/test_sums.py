"""Sums are written beside what they are sums of, and must come out when it is read."""

import json
from typing import Any

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing import Finding
from flowfit_invoicing.errors import SumsDifferError
from flowfit_invoicing.serializing import (
    from_data,
    from_json,
    read_json,
    to_data,
    to_json,
)
from tests.test_values import DRAFT, INVOICE

PLACE = ("F-2026-7",)


def changed(value: object, *path: str | int, to: object) -> str:
    """Write a value and put something else at a path of its data."""
    written: Any = json.loads(to_json(value))
    way = written["data"]
    for step in path[:-1]:
        way = way[step]
    way[path[-1]] = to
    return json.dumps(written)


def test_written_beside() -> None:
    """Totals are there for whoever reads the text alone."""
    totals = to_data(INVOICE)["data"]["totals"]
    assert totals["due"] == {
        "amount": str(INVOICE.totals.due.amount),
        "currency": "CAD",
    }
    nets = [line["net"] for line in to_data(INVOICE)["data"]["lines"]]
    assert nets == [str(line.net_amount.amount) for line in INVOICE.lines]


CHANGES: dict[
    str, tuple[object, tuple[str | int, ...], object, list[tuple[str, str, str]]]
] = {
    "total": (
        INVOICE,
        ("totals", "due", "amount"),
        "1.00",
        [("data.totals.due.amount", "1.00", str(INVOICE.totals.due.amount))],
    ),
    "currency of a total": (
        INVOICE,
        ("totals", "net", "currency"),
        "EUR",
        [("data.totals.net.currency", "EUR", "CAD")],
    ),
    "net of a line": (
        INVOICE,
        ("lines", 0, "net"),
        "0.01",
        [("data.lines[0].net", "0.01", str(INVOICE.lines[0].net))],
    ),
    "tax too few": (
        INVOICE,
        ("totals", "taxes"),
        [],
        [("data.totals.taxes", "[]", "[{…")],
    ),
    "totals by themselves": (
        INVOICE.totals,
        ("tax", "amount"),
        "3.00",
        [("data.tax.amount", "3.00", str(INVOICE.totals.tax.amount))],
    ),
    "draft": (
        DRAFT,
        ("totals", "gross", "amount"),
        "3.00",
        [("data.totals.gross.amount", "3.00", str(DRAFT.totals.gross.amount))],
    ),
}


@pytest.mark.parametrize(("value", "path", "to", "told"), CHANGES.values(), ids=CHANGES)
def test_changed(
    value: object,
    path: tuple[str | int, ...],
    to: object,
    told: list[tuple[str, str, str]],
) -> None:
    """A sum that is not what comes out is an error, or a finding, that says both."""
    text = changed(value, *path, to=to)
    with pytest.raises(SumsDifferError) as caught:
        from_json(text)
    error = caught.value
    errors = [error, *error.others]
    assert [each.path for each in errors] == [path for path, *_ in told]
    for each, (_, written, computed) in zip(errors, told, strict=True):
        assert each.written == written
        assert each.computed.startswith(computed.rstrip("…"))
    assert read_json(text).value == value
    assert [finding.code for finding in read_json(text).findings] == ["sums-differ"]


def test_part_of_a_line_is_changed() -> None:
    """Who changes a quantity by hand has changed each sum above it."""
    path = ("lines", -1, "details", "amount")
    reading = read_json(changed(INVOICE, *path, to="2"), ffi.Invoice)
    facts = [dict(finding.facts) for finding in reading.findings]
    assert [fact["path"] for fact in facts] == [
        "data.lines[4].net",
        "data.totals.due.amount",
        "data.totals.gross.amount",
        "data.totals.lines_net.amount",
        "data.totals.net.amount",
        "data.totals.tax.amount",
        "data.totals.taxes[0].amount.amount",
        "data.totals.taxes[0].taxable.amount",
        "data.totals.taxes[1].amount.amount",
        "data.totals.taxes[1].taxable.amount",
    ]
    assert (facts[0]["written"], facts[0]["computed"]) == ("18.50", "37.00")
    assert reading.value.lines[-1].net == INVOICE.lines[-1].net * 2


def test_messages() -> None:
    """Error and finding say where, what is written and what comes out."""
    text = changed(INVOICE, "lines", 0, "net", to="0.01")
    (finding,) = read_json(text).findings
    net = INVOICE.lines[0].net
    assert finding.message("en") == (
        f"F-2026-7: data.lines[0].net: 0.01 is written, it comes to {net}"
    )
    assert finding.message("fr-CA") == (
        "F-2026-7\u00a0: data.lines[0].net\u00a0: "
        f"0.01 est écrit, le calcul donne {net}"
    )
    assert finding == Finding.of(
        SumsDifferError("data.lines[0].net", "0.01", str(net), place=PLACE)
    )


def test_several() -> None:
    """All differences are told at once."""
    written = json.loads(changed(INVOICE, "lines", 0, "net", to="0.01"))
    written["data"]["totals"]["due"]["amount"] = "1.00"
    with pytest.raises(SumsDifferError) as caught:
        from_data(written)
    first, second = str(caught.value).split("\n- ")
    assert first.startswith("F-2026-7: data.lines[0].net: 0.01 is written")
    assert second.startswith("F-2026-7: data.totals.due.amount: 1.00 is written")


def test_what_an_older_version_did_not_add_up() -> None:
    """Only what is written is compared, and null is the same as nothing."""
    text = changed(INVOICE, "totals", "taxes", 0, "tax", "reason", to=None)
    assert read_json(text).findings == ()
