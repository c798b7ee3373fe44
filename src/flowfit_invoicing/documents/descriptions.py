"""What a line is called if nobody typed it in: service, languages and title."""

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.locales import LANGUAGES, formatter, spoken
from flowfit_invoicing.money import Money
from flowfit_invoicing.text import LocalizedText
from flowfit_invoicing.work import LanguagePair

from .origins import Origin


def description_of(
    service: ClientService | None, origin: Origin | None
) -> LocalizedText:
    """Describe a line in our languages, and in all that its service has a name in."""
    spoken = () if service is None else (language for language, _ in service.name.texts)
    languages = dict.fromkeys((*LANGUAGES, *spoken))
    return LocalizedText(
        {language: _in(language, service, origin) for language in languages}
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


def _in(language: str, service: ClientService | None, origin: Origin | None) -> str:
    words = formatter(language)
    parts = [] if service is None else [service.name.get(language)]
    if origin is not None:
        if origin.task.languages is not None:
            parts.append(words.write(origin.task.languages))
        if origin.band is not None:
            parts.append(words.write(origin.band))
        if origin.title:
            parts.append(origin.title)
    return ", ".join(parts) or words.label("none")
