"""What a line is called if nobody typed it in: what a pattern makes of its work."""

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.locales import LANGUAGES, formatter, spoken
from flowfit_invoicing.money import Money
from flowfit_invoicing.text import LocalizedText
from flowfit_invoicing.work import LanguagePair

from .origins import Origin
from .patterns import PATTERN, DescriptionPattern


def description_of(
    service: ClientService | None, origin: Origin | None
) -> LocalizedText:
    """Describe a line in our languages, and in all that it has words in."""
    pattern = PATTERN
    if origin is not None and origin.project.descriptions is not None:
        pattern = origin.project.descriptions
    named = () if service is None else service.name.texts
    spoken = (language for language, _ in (*named, *pattern.text.texts))
    languages = dict.fromkeys((*LANGUAGES, *spoken))
    languages.pop("und", None)
    return LocalizedText(
        {each: _in(each, pattern, service, origin) for each in languages}
    )


def text_of_fee(
    reason: LocalizedText, about: LanguagePair | str | None
) -> LocalizedText:
    """Describe a fee by its reason, and the languages that it is for."""
    if about is None:
        return reason
    languages = dict.fromkeys((*LANGUAGES, *(each for each, _ in reason.texts)))
    return LocalizedText(
        {each: f"{reason.get(each)}, {_languages(each, about)}" for each in languages}
    )


def text_of_part(whole: LocalizedText, part: Money, of: Money) -> LocalizedText:
    """Describe a part of a line: what the line is, and how much of it is billed."""
    return LocalizedText(
        {language: _part(language, whole, part, of) for language in _all_of(whole)}
    )


def _part(language: str, whole: LocalizedText, part: Money, of: Money) -> str:
    words = formatter(spoken(language))
    amounts = {"part": words.amount(part), "of": words.amount(of)}
    return words.label("part", whole=whole.get(language), **amounts)


def _all_of(text: LocalizedText) -> dict[str, None]:
    """Give our languages, and all others that a text is in."""
    known = (language for language, _ in text.texts if language != "und")
    return dict.fromkeys((*LANGUAGES, *known))


def _languages(language: str, about: LanguagePair | str) -> str:
    words = formatter(language)
    return words.language(about) if isinstance(about, str) else words.write(about)


def _in(
    language: str,
    pattern: DescriptionPattern,
    service: ClientService | None,
    origin: Origin | None,
) -> str:
    values = {} if origin is None else _values(language, origin)
    if service is not None:
        values["service"] = service.name.get(language)
    # A line is never called nothing: what its pattern does not say, ours may.
    filled = pattern.filled(language, values) or PATTERN.filled(language, values)
    return filled or formatter(language).label("none")


def _values(language: str, origin: Origin) -> dict[str, str]:
    """Give what the variables of a pattern say of the work."""
    words, task, project = formatter(language), origin.task, origin.project
    pair, band = task.languages, origin.band
    return {
        "pair": "" if pair is None else words.write(pair),
        "band": "" if band is None else words.write(band),
        "title": origin.title,
        "project": project.number,
        "task": task.id,
        "purchase_order": project.purchase_order or "",
        "client_reference": task.client_reference or "",
    }
