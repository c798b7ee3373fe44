"""One formatter a locale: amounts, numbers, percents, days, languages and our words."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import lru_cache
from types import MappingProxyType
from typing import Any, cast

from attrs import frozen
from babel import Locale, UnknownLocaleError
from babel.numbers import NumberPattern

from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import InvoicingError, Phrase, Place
from flowfit_invoicing.money import Currency, ExchangeRate, Money, decimals
from flowfit_invoicing.text import LocalizedText, lineage, tag

from .shapes import (
    Band,
    Counted,
    Labelled,
    Levy,
    Miss,
    NamedUnit,
    Pair,
    Rate,
    Rule,
    Told,
)
from .words import templates

_NO_FACTS: Mapping[str, object] = MappingProxyType({})
_WIDE = Context(prec=100, rounding=ROUND_HALF_EVEN, traps=[])


@frozen
class Formatter:
    r"""Writes values as people of a locale do; made by `formatter`.

    >>> fr = formatter("fr-CA")
    >>> fr.money(Money("1344.72", "CAD")), fr.percent(Decimal("9.975"))
    ('1\xa0344,72\xa0$', '9,975\xa0%')
    """

    locale: str
    _babel: Locale

    def money(self, money: Money) -> str:
        """Write an amount with all its digits, and no fewer than its currency has."""
        digits = max(money.currency.digits, decimals(money.amount))
        pattern = self._babel.currency_formats["standard"]
        return self._number(pattern, money.amount, digits, money.currency.code)

    def amount(self, money: Money) -> str:
        """Write an amount without its currency, where that is said beside it."""
        pattern = self._babel.decimal_formats[None]
        digits = max(money.currency.digits, decimals(money.amount))
        return self._number(pattern, money.amount, digits)

    def number(self, number: Decimal) -> str:
        """Write a number with all its digits and no zeros at the end."""
        pattern = self._babel.decimal_formats[None]
        return self._number(pattern, number, decimals(number))

    def percent(self, percent: Decimal) -> str:
        """Write a percentage, such as 9.975, with all its digits."""
        pattern = self._babel.percent_formats[None]
        return self._number(pattern, percent.scaleb(-2, _WIDE), decimals(percent))

    def day(self, day: date) -> str:
        """Write a day with the name of its month: 24 novembre 2026."""
        # Babel's dates take as long to import as all the rest of it.
        from babel.dates import format_date  # noqa: PLC0415 - see above

        written = format_date(day, "long", locale=self._babel)
        first_in_french = day.day == 1 and self._babel.language == "fr"
        return written.replace("1 ", "1er ", 1) if first_in_french else written

    def language(self, language: str) -> str:
        """Write the name of a language; a tag that nobody has named stays a tag."""
        names = cast("Mapping[str, str]", self._babel.languages)
        for known in lineage(language):
            name = names.get(known.replace("-", "_"))
            if name is not None:
                rest = language[len(known) + 1 :]
                return f"{name} ({self._region(rest)})" if rest else name
        return language

    def label(self, code: str, **facts: object) -> str:
        """Write one of our own words, or a line made of words."""
        return self._filled(templates(self.locale, "label")[code], facts)

    def step(self, code: str, **facts: object) -> str:
        """Write a step of the explanation of a price."""
        return self._filled(templates(self.locale, "step")[code], facts)

    def sentence(self, code: str, facts: Mapping[str, object]) -> str:
        """Write what is wrong, by the code of a finding and its facts.

        What is wrong with something that was agreed stands after its reason.
        """
        words = templates(self.locale, "sentence")
        template = words.get(_wording(code, facts, words), code)
        sentence, reason = self._filled(template, facts), facts.get("reason")
        if reason is None:
            return sentence
        return self.label("at", place=reason, sentence=sentence)

    def placed(self, place: Place, sentence: str) -> str:
        """Write a sentence after the place that it is about, if that is known."""
        if not place:
            return sentence
        return self.label("at", place="/".join(place), sentence=sentence)

    def error(self, error: InvoicingError) -> str:
        """Write what is wrong, and where."""
        return self.placed(error.where(), self.sentence(error.code, error.facts()))

    def told(self, finding: Told) -> str:
        """Write what a finding says."""
        return finding.message(self.locale)

    def hint(self, code: str, facts: Mapping[str, object] = _NO_FACTS) -> str:
        """Write what can be done about a finding, by its code and its facts."""
        words = templates(self.locale, "hint")
        return words.get(_wording(code, facts, words), "")

    def write(self, value: object) -> str:
        """Write a value of any kind, the way its kind is written here."""
        if type(value) is str:
            return value
        way = _way_of(type(value))  # type: ignore[arg-type]  # mypy takes the class for its values
        if way is not None:
            return way(self, value)
        if isinstance(value, str):
            return str(value)
        if isinstance(value, Sequence) and not isinstance(value, bytes):
            several = cast("Sequence[object]", value)
            return ", ".join(map(self._member, several)) or self.label("none")
        return self.label("none") if value is None else str(value)

    def _member(self, value: object) -> str:
        """Write one of several; a task with its project is P-1042/T-3."""
        if isinstance(value, tuple):
            return "/".join(map(self.write, cast("tuple[object, ...]", value)))
        return self.write(value)

    def text(self, text: LocalizedText) -> str:
        """Write a text in the language of the locale."""
        return text.get(self.locale)

    def unit(self, unit: NamedUnit, amount: Decimal = Decimal(1)) -> str:
        """Write the name of a unit, for as many of it as *amount*."""
        with localcontext(_WIDE):
            one = unit.name is None or self._is_one(amount, unit.name)
        name = unit.name if one or unit.plural is None else unit.plural
        return unit.code if name is None else name.get(self.locale)

    def unit_of(self, quantity: object) -> str:
        """Write the unit of a quantity alone, for as many of it as there are."""
        if not isinstance(quantity, Counted):
            raise refused(quantity, "expected a quantity")
        return self.unit(quantity.unit, quantity.amount)

    def quantity(self, quantity: Counted) -> str:
        """Write a quantity with its unit: 3,5 heures."""
        return self._amount_of(quantity.unit, quantity.amount)

    def _amount_of(self, unit: NamedUnit, amount: Decimal) -> str:
        named = self.unit(unit, amount)
        return self.label("quantity", amount=self.number(amount), unit=named)

    def pair(self, pair: Pair) -> str:
        """Write a pair of languages, or a pattern: anglais → français canadien."""
        source, target = map(self._language_or_any, (pair.source, pair.target))
        return self.label("pair", source=source, target=target)

    def _language_or_any(self, language: str) -> str:
        return (
            self.label("any-language") if language == "*" else self.language(language)
        )

    def exchange_rate(self, rate: ExchangeRate) -> str:
        """Write an exchange rate with its day: 1 USD = 1,3652 CAD (2 novembre 2026)."""
        source, target = rate.source.code, rate.target.code
        return self.label(
            "exchange-rate", source=source, target=target, rate=rate.rate, on=rate.on
        )

    def band(self, band: Band) -> str:
        """Write a match band: répétitions, correspondances à 75–84 %."""
        labels = templates(self.locale, "label")
        if f"band-{band.name}" in labels:
            return labels[f"band-{band.name}"]
        low, high = self.number(Decimal(band.low)), self.percent(Decimal(band.high))
        between = high if band.low == band.high else f"{low}–{high}"
        if band.origin == "tm":
            return self.label("band-tm-range", range=between)
        return f"{labels.get(f'band-{band.origin}', band.origin)} {between}"

    def miss(self, miss: Miss) -> str:
        """Write a rate that came near, and what excluded it: … (langue cible)."""
        excluded = ", ".join(self.label(f"excluded-{each}") for each in miss.excluded)
        rate = self.rate(miss.rate, miss.currency)
        return self.label(
            "near-miss", rate=rate, rate_list=miss.rate_list, excluded=excluded
        )

    def rate(self, rate: object, currency: Currency | None = None) -> str:
        """Write what a rate is for and its price: Traduction, mot, anglais → français.

        *currency* is that of its list, for a rate that does not say its own.
        """
        if not isinstance(rate, Rate):
            raise refused(rate, "expected a rate")
        unit = self.unit(rate.unit)
        if rate.per > 1:
            unit = self._amount_of(rate.unit, Decimal(rate.per))
        days = self._days(rate.valid_from, rate.valid_until)
        known = currency if rate.currency is None else rate.currency
        price = rate.unit_price if known is None else Money(rate.unit_price, known)
        parts = rate.service.name, unit, rate.languages, rate.domain, days, price
        return ", ".join(self.write(part) for part in parts if part is not None)

    def _days(self, first: date | None, last: date | None) -> str | None:
        if first is None and last is None:
            return None
        if last is None:
            return self.label("from-day", first=first)
        if first is None:
            return self.label("until-day", last=last)
        return self.label("from-to", start=first, end=last)

    def rule(self, rule: Rule) -> str:
        """Write a rule of a mapping: translate (client ACME, en>fr) → TRA."""
        parts = {"workflow": rule.workflow, "client": rule.client}
        cases = [
            *(
                self.label(f"rule-{name}", name=asked)
                for name, asked in parts.items()
                if asked
            ),
            *(str(asked) for asked in (rule.languages, rule.domain) if asked),
        ]
        asked = f"{rule.kind} ({', '.join(cases)})" if cases else rule.kind
        services = (
            self.write(rule.services) if rule.services else self.label("not-billed")
        )
        return self.label("rule", asked=asked, services=services)

    def labelled(self, value: Labelled) -> str:
        """Write what has a label among our words: accepté."""
        return self.label(value.label_code)

    def phrase(self, phrase: Phrase) -> str:
        """Write words of ours within a fact: la facture F-2026-1."""
        template = templates(self.locale, "phrase").get(phrase.code, phrase.code)
        return self._filled(template, dict(phrase.facts))

    def tax(self, tax: Levy) -> str:
        """Write a tax with its rate: TPS 5 %."""
        return self.label("tax-rate", name=tax.name, percent=self.percent(tax.percent))

    def _is_one(self, amount: Decimal, name: LocalizedText) -> bool:
        # Words keep the plural of their own language, whoever reads them.
        language = name.language_for(self.locale)
        if language == "und":  # which nobody said, so it is the reader's
            language = self.locale
        return _formatter(language)._babel.plural_form(amount) == "one"  # noqa: SLF001 - a formatter too

    def _filled(self, template: str, facts: Mapping[str, object]) -> str:
        return template.format_map(_Written(self, facts))

    def country(self, code: str) -> str:
        """Write the name of a country of ISO 3166."""
        return self._region(code)

    def _region(self, subtags: str) -> str:
        names = cast("Mapping[str, str]", self._babel.territories)
        return names.get(subtags, subtags)

    def _number(
        self, pattern: NumberPattern, number: Decimal, digits: int, code: str = ""
    ) -> str:
        with localcontext(_WIDE):
            text = _exactly(pattern, digits).apply(
                number, self._babel, currency=code or None, currency_digits=False
            )
        return str(text)


_WAYS: tuple[tuple[type, Callable[[Formatter, Any], str]], ...] = (
    (Money, Formatter.money),
    (ExchangeRate, Formatter.exchange_rate),
    (Decimal, Formatter.number),
    (date, Formatter.day),
    (LocalizedText, Formatter.text),
    (Counted, Formatter.quantity),
    (Band, Formatter.band),
    (Pair, Formatter.pair),
    (NamedUnit, Formatter.unit),
    (Miss, Formatter.miss),
    (Rate, Formatter.rate),
    (Rule, Formatter.rule),
    (Labelled, Formatter.labelled),
    (Levy, Formatter.tax),
    (Phrase, Formatter.phrase),
    (InvoicingError, Formatter.error),
    (Told, Formatter.told),
)
"""How a value is written, by its kind or shape."""


def _wording(code: str, facts: Mapping[str, object], words: Mapping[str, str]) -> str:
    """Choose the words for a code: it may have others where a fact says something."""
    named = (f"{code}-{name}" for name, fact in facts.items() if fact)
    return next((each for each in named if each in words), code)


class _Written:
    """Facts in words, each written when a template asks for it."""

    def __init__(self, words: Formatter, facts: Mapping[str, object]) -> None:
        self._words, self._facts = words, facts

    def __getitem__(self, name: str) -> str:
        fact, labels = self._facts[name], templates(self._words.locale, "label")
        if fact == () and f"none-{name}" in labels:
            return labels[f"none-{name}"]  # French asks of what there is none
        return self._words.write(fact)


@lru_cache(maxsize=256)
def _way_of(kind: type) -> Callable[[Formatter, Any], str] | None:
    """Find how values of a class are written; asked of each value, it took 100 µs."""
    return next((way for shape, way in _WAYS if _has_shape(kind, shape)), None)


def _has_shape(kind: type, shape: type) -> bool:
    """Tell if a class is a kind of another, or has all that a shape asks for."""
    if not getattr(shape, "_is_protocol", False):
        return issubclass(kind, shape)
    return all(hasattr(kind, name) for name in vars(shape) if name[0] != "_")


@lru_cache(maxsize=1024)
def _exactly(pattern: NumberPattern, digits: int) -> NumberPattern:
    """Give a pattern that writes so many digits behind the point, and no others."""
    exactly = copy(pattern)
    exactly.frac_prec = (digits, digits)
    return exactly


def formatter(locale: str) -> Formatter:
    """Give the formatter of a locale, a tag such as `fr-CA` (or `fr_CA`).

    Numbers of a locale that Babel does not know are written as its parents write them,
    else as in English.
    """
    if isinstance(locale, str):
        locale = locale.replace("_", "-")
    return _formatter(tag(locale))


@lru_cache(maxsize=256)
def _formatter(locale: str) -> Formatter:
    for parent in lineage(locale):
        try:
            return Formatter(locale, Locale.parse(parent, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return Formatter(locale, Locale("en"))
