"""What a line is called if nobody typed it in: service, languages and title."""

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.locales import LANGUAGES, formatter
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
