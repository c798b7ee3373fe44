"""What-if made readable: a comparison or a coverage as a table for terminals."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.locales import Formatter, formatter, spoken
from flowfit_invoicing.money import Money
from flowfit_invoicing.pricing import (
    Comparison,
    Coverage,
    CoveredUnit,
    Difference,
    Gap,
    Uncompared,
)
from flowfit_invoicing.work import Quantity

from .tables import table

_Row: TypeAlias = Sequence[str]

_ALIGN = "<>>>>>"
_BLANK = ("",) * len(_ALIGN)
_WIDEST = 76


def comparison_table(comparison: Comparison, locale: str) -> str:
    """Write totals, the differences of each kind, and what is not compared.

    In the language of *locale*, French or else English.
    """
    words = formatter(spoken(locale))
    asides = {
        "only-before": comparison.only_before,
        "only-after": comparison.only_after,
        "neither": comparison.neither,
        "other-currency": comparison.other_currency,
    }
    told = {code: aside for code, aside in asides.items() if aside != Uncompared()}
    rows = [*_differences(comparison, words), *_uncompared(told, words)]
    gaps = [gap for aside in told.values() for gap in aside.gaps]
    return "\n".join([table(rows, _ALIGN), *_gaps(gaps, words)])


def coverage_table(coverage: Coverage, locale: str) -> str:
    """Write how much is priced, by tasks and by unit, and what is missing.

    In the language of *locale*, French or else English.
    """
    words = formatter(spoken(locale))
    head = _heads(words, "", "counted", "priced", "share")
    tasks = [f"{coverage.tasks}", f"{coverage.priced}", _percent(coverage, words)]
    rows = [head, [words.label("tasks"), *tasks]]
    rows += [_unit(covered, words) for covered in coverage.by_unit]
    return "\n".join([table(rows, "<>>>"), *_gaps(coverage.missing, words)])


def _differences(comparison: Comparison, words: Formatter) -> Iterator[_Row]:
    yield _heads(words, "", "before", "after", "difference", "change", "tasks")
    for row in comparison.totals:
        yield _difference(words.label("total"), row, words)
    kinds: dict[str, tuple[str, Iterable[Difference[Any]]]] = {
        "client": ("no-client", comparison.by_client),
        "service": ("no-service", comparison.by_service),
        "languages": ("no-languages", comparison.by_languages),
        "bands": ("no-analysis", comparison.by_band),
    }
    for kind, (none, rows) in kinds.items():
        yield _BLANK
        yield _heads(words, kind, *_BLANK[1:])
        for row in rows:
            key = words.label(none) if row.key is None else _key(kind, row.key, words)
            yield _difference(f"  {key}", row, words)


def _difference(title: str, row: Difference[Any], words: Formatter) -> _Row:
    amounts = map(words.money, (row.before, row.after, row.difference))
    return title, *amounts, _percent(row, words), f"{row.tasks}"


def _uncompared(told: dict[str, Uncompared], words: Formatter) -> Iterator[_Row]:
    if told:
        yield _BLANK
        yield _heads(words, "uncompared", *_BLANK[1:])
    for code, aside in told.items():
        amounts = _amounts(aside.before, words), _amounts(aside.after, words)
        yield f"  {words.label(code)}", *amounts, "", "", f"{aside.tasks}"


def _gaps(gaps: Sequence[Gap], words: Formatter) -> Iterator[str]:
    if gaps:
        rows = [(f"{gap.tasks}", gap.samples[0].message(words.locale)) for gap in gaps]
        head = words.label("tasks"), words.label("missing")
        yield ""
        yield table([head, *rows], "><", _WIDEST)


def _unit(covered: CoveredUnit, words: Formatter) -> _Row:
    amounts = map(words.number, (covered.counted, covered.priced))
    unit = words.unit_of(Quantity(covered.counted, covered.unit))
    return unit, *amounts, _percent(covered, words)


def _key(kind: str, key: object, words: Formatter) -> str:
    if kind == "languages" and isinstance(key, str):
        return words.language(key)
    return words.text(key.name) if isinstance(key, ClientService) else words.write(key)


def _heads(words: Formatter, *codes: str) -> _Row:
    return [words.label(code) if code else "" for code in codes]


def _amounts(amounts: Iterable[Money], words: Formatter) -> str:
    return ", ".join(map(words.money, amounts))


def _percent(row: Difference[Any] | Coverage | CoveredUnit, words: Formatter) -> str:
    percent = row.percent if isinstance(row, Difference) else row.share
    return "–" if percent is None else words.percent(percent)
