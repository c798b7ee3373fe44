"""The explanation of a price in words, in the language of whoever asks."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias, cast

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.locales import Formatter, formatter, spoken
from flowfit_invoicing.money import Money
from flowfit_invoicing.work import Quantity, Unit

from .explaining import explanation
from .steps import Step

Facts: TypeAlias = dict[str, object]


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
    code, facts = step.kind, {**dict(step.operands), "result": step.result}
    if step.kind in _CODES:
        code = _CODES[step.kind](step)
    if step.kind in _MORE:
        facts |= _MORE[step.kind](step, words)
    return words.step(code, **facts)


def _task(step: Step) -> str:
    return "task" if step["day"] is not None else "task-without-day"


def _mapping(step: Step) -> str:
    return "mapping-rule" if "rule" in dict(step.operands) else "mapping"


def _for_one_or_several(step: Step) -> str:
    return step.kind if step["per"] == 1 else f"{step.kind}-per"


def _band(step: Step) -> str:
    operands = dict(step.operands)
    if "count" in operands:
        return "band"
    rounded = "-rounded" if "digits" in operands else ""
    if "price" in operands:
        return f"band-agreed{rounded}"
    return "band-rounded" if rounded else "band-price"


def _weight(step: Step) -> str:
    return "weight-rounded" if "digits" in dict(step.operands) else "weight"


def _percentage(step: Step) -> str:
    most = dict(step.operands).get("most")
    if most is None:
        return "percentage" if step["least"] is None else "percentage-at-least"
    return "percentage-at-most" if step["least"] is None else "percentage-between"


def _tiers(step: Step) -> str:
    return "tiers-graduated" if step["graduated"] else "tiers-reached"


def _adjustment(step: Step) -> str:
    code = "allowance" if step["sign"] == "-" else "charge"
    return f"{code}-percent" if _is_plain_percent(step) else code


def _agreed(step: Step) -> str:
    return f"{step.kind}-because" if "reason" in dict(step.operands) else step.kind


def _kept(step: Step) -> str:
    return "kept-allowance" if step["sign"] == "-" else "kept-charge"


_CODES = MappingProxyType(
    {
        "task": _task,
        "mapping": _mapping,
        "rate": _for_one_or_several,
        "band": _band,
        "weight": _weight,
        "price": _for_one_or_several,
        "percentage": _percentage,
        "tiers": _tiers,
        "adjustment": _adjustment,
        "agreed-quantity": _agreed,
        "agreed-price": _agreed,
        "kept": _kept,
    }
)
"""Which sentence a step has, where its kind has several."""


def _languages(step: Step, words: Formatter) -> Facts:
    languages = step["languages"]
    return {
        "languages": words.label("no-languages") if languages is None else languages
    }


def _service(step: Step, _: Formatter) -> Facts:
    service = cast("ClientService", step.result)
    return {"service": service, "name": service.name}


def _rate(step: Step, words: Formatter) -> Facts:
    per = Decimal(cast("int", step["per"]))
    unit = words.unit_of(Quantity(per, cast("Unit", step["unit"])))
    written = words.rate(step["rate"], cast("Money", step.result).currency)
    return {"rate": written, "per": words.number(per), "unit": unit}


def _per(step: Step, words: Formatter) -> Facts:
    return {"per": words.number(Decimal(cast("int", step["per"])))}


def _size(step: Step, words: Formatter) -> Facts:
    return {"size": words.number(Decimal(cast("int", step["size"])))}


def _percent_of_price(step: Step, words: Formatter) -> Facts:
    return _percent(step, words) if "percent" in dict(step.operands) else {}


def _percent(step: Step, words: Formatter) -> Facts:
    return {"percent": words.percent(cast("Decimal", step["percent"]))}


def _percent_of_base(step: Step, words: Formatter) -> Facts:
    return _percent(step, words) if _is_plain_percent(step) else {}


def _is_plain_percent(step: Step) -> bool:
    return step["percent"] is not None and step["base"] is not None


def _lines(step: Step, words: Formatter) -> Facts:
    weights = cast("tuple[Decimal, ...]", step["weights"])
    return {"lines": words.number(Decimal(len(weights)))}


def _each_tier(step: Step, words: Formatter) -> Facts:
    unit = cast("Unit | None", step["unit"])
    currency = cast("Money", step["base"]).currency
    tiers = cast("tuple[tuple[Decimal, Decimal], ...]", step["tiers"])

    def amount(number: Decimal) -> Money | Quantity:
        return Money(number, currency) if unit is None else Quantity(number, unit)

    written = (
        words.label("tier", start=amount(start), percent=words.percent(percent))
        for start, percent in tiers
    )
    counted = amount(cast("Decimal", step["counted"]))
    return {"tiers": ", ".join(written), "counted": counted}


_MORE: Mapping[str, Callable[[Step, Formatter], Facts]] = MappingProxyType(
    {
        "task": _languages,
        "mapping": _service,
        "rate": _rate,
        "band": _percent_of_price,
        "convert": _size,
        "price": _per,
        "percentage": _percent,
        "tiers": _each_tier,
        "share": _lines,
        "part-share": _lines,
        "part-percent": _percent,
        "adjustment": _percent_of_base,
    }
)
"""What a sentence speaks about beside the operands, or in other words."""
