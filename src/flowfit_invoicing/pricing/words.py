"""The explanation of a price in words, in the language of whoever asks."""

from decimal import Decimal
from typing import cast

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.locales import Formatter, formatter, spoken
from flowfit_invoicing.work import Quantity, Unit

from .steps import Step, explanation


def explain(line: InvoiceLine, locale: str) -> str:
    """Say in words why *line* costs what it does, a step a line.

    >>> from flowfit_invoicing import InvoiceLine, Money
    >>> print(explain(InvoiceLine.of("Courier", Money("18.50", "CAD")), "en-CA"))
    typed in by hand: Courier
    1 item × $18.50 = 18.5
    rounded: $18.50
    """
    words = formatter(spoken(locale))
    return "\n".join(_sentence(step, words) for step in explanation(line))


def _sentence(step: Step, words: Formatter) -> str:
    facts = dict(step.operands) | {"result": step.result}
    if step.kind == "adjustment":
        return _adjustment(step, facts, words)
    if step.kind == "mapping":
        service = cast("ClientService", step.result)
        facts |= {"service": service, "name": service.name}
    if step.kind == "task" and step["languages"] is None:
        facts["languages"] = words.label("no-languages")
    if step.kind in ("rate", "price"):
        facts |= _per(step, words)
    if step.kind == "band":
        facts["percent"] = words.percent(cast("Decimal", step["percent"]))
    return words.step(step.kind + _variant(step, facts), **facts)


def _variant(step: Step, facts: dict[str, object]) -> str:
    if step.kind in ("rate", "price") and step["per"] != 1:
        return "-per"
    if step.kind == "task" and step["day"] is None:
        return "-without-day"
    return "-price" if step.kind == "band" and "count" not in facts else ""


def _per(step: Step, words: Formatter) -> dict[str, str]:
    per = Decimal(cast("int", step["per"]))
    facts = {"per": words.number(per)}
    if step.kind == "rate":
        facts["unit"] = words.unit_of(Quantity(per, cast("Unit", step["unit"])))
    return facts


def _adjustment(step: Step, facts: dict[str, object], words: Formatter) -> str:
    code = "allowance" if step["sign"] == "-" else "charge"
    if step["percent"] is not None and step["base"] is not None:
        facts["percent"] = words.percent(cast("Decimal", step["percent"]))
        code += "-percent"
    return words.step(code, **facts)
