"""Quoted against done made readable, as a table for terminals."""

from flowfit_invoicing.doors import one_of_type
from flowfit_invoicing.locales import Formatter, formatter, spoken
from flowfit_invoicing.money import Money
from flowfit_invoicing.pricing import ComparedLine, WorkComparison

from .tables import table

_HEAD = ("description", "quoted", "done", "difference", "change-of-work")


def work_table(comparison: WorkComparison, locale: str) -> str:
    """Write each line as it was quoted and as it was done, and what they add up to.

    In the language of *locale*, French or else English.
    """
    words = formatter(spoken(locale))
    compared = one_of_type(WorkComparison, comparison)
    amounts = _amounts(words, compared.quoted, compared.done, compared.difference)
    rows = [[words.label(code) for code in _HEAD]]
    rows += [_row(each, words) for each in compared.lines]
    rows.append([words.label("total"), *amounts, ""])
    return table(rows, "<>>><")


def _row(compared: ComparedLine, words: Formatter) -> list[str]:
    amounts = (compared.quoted_amount, compared.done_amount, compared.difference)
    change = words.label(f"work-{compared.change}")
    if "counted" in compared.change:
        change = f"{change} ({_counts(compared, words)})"
    text = words.text(compared.line.description)
    return [text, *_amounts(words, *amounts), change]


def _counts(compared: ComparedLine, words: Formatter) -> str:
    """Write both counts; by match band, where these come to the same."""
    lines = [line for line in (compared.quoted, compared.done) if line is not None]
    if len({line.quantity for line in lines}) == 1 and compared.bands:
        return "; ".join(
            words.label("band-count", band=band, before=before, after=after)
            for band, before, after in compared.bands
        )
    counts = [words.write(line.quantity) for line in lines]
    if len({line.quantity.unit.code for line in lines}) == 1:
        counts[0] = words.number(lines[0].amount)
    return " → ".join(counts)


def _amounts(words: Formatter, *amounts: Money) -> list[str]:
    return [words.money(amount) for amount in amounts]
