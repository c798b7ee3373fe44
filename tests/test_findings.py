"""Findings say what is wrong or doubtful, where, and what can be done about it."""

from datetime import date
from decimal import Context, localcontext
from typing import Any

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing import Finding, errors
from flowfit_invoicing.errors import InvalidValueError, InvoicingError
from tests.contexts import HOSTILE
from tests.quickstart import STANDARD, TRANSLATION
from tests.test_errors import ERRORS, INVOICE, PARTITION, UNMAPPED

RATE, HOURLY = STANDARD.rates
PLACE = ("P-1042", "T-1")
GST = ffi.Tax("GST", {"en": "GST", "fr": "TPS"}, 5)
CAD, EUR = ffi.Currency("CAD"), ffi.Currency("EUR")
BAND = ffi.MatchBand.parse("75-84")
ROWS = (ffi.MatchBand.parse("50-79"), ffi.MatchBand.parse("80-99"))

FRENCH: dict[InvoicingError, str] = {
    errors.AlreadyWeightedError("T-1", RATE, PLACE): (
        "P-1042/T-1 : l’analyse est déjà pondérée, "
        "le tarif « Traduction, mot, anglais → français, 0,25 » "
        "la pondérerait une deuxième fois"
    ),
    errors.AmbiguousRatesError(RATE, RATE): (
        "tarif « Traduction, mot, anglais → français, 0,25 » : "
        "« Traduction, mot, anglais → français, 0,25 » pourrait l’emporter aussi bien"
    ),
    errors.AmbiguousRatesError(RATE, HOURLY, PLACE): (
        "P-1042/T-1 : offre mot, heure, et chaque unité a un tarif : "
        "« Traduction, mot, anglais → français, 0,25 », « Révision, heure, 50 »"
    ),
    errors.BandMismatchError(BAND, ROWS): (
        "tranche « correspondances à 75–84 % » : elle chevauche "
        "correspondances à 50–79 %, correspondances à 80–99 % de la grille"
    ),
    errors.ConflictError("D-1", "2", "3"): "D-1 : attendu 2, trouvé 3",
    errors.ConflictError(
        errors.phrase("series", name="F-2026-"),
        errors.phrase("day-from", day=date(2026, 11, 24)),
        date(2026, 11, 1),
    ): (
        "série F-2026- : attendu une date à partir du 24 novembre 2026, "
        "trouvé 1er novembre 2026"
    ),
    errors.ConflictError(
        errors.phrase("taxes-of", of=errors.draft_named("draft-1")), (), (GST,)
    ): "taxes (brouillon draft-1) : attendu aucun, trouvé TPS 5 %",
    errors.ConflictError("X", errors.Phrase("unheard-of"), None): (
        "X : attendu unheard-of, trouvé aucun"
    ),
    errors.AmountExceededError(
        errors.phrase("invoice", name="F-1"), ffi.Money(2, CAD), ffi.Money(1, CAD)
    ): "facture F-1 : 2,00 $ demandés, 1,00 $ disponibles",
    errors.EmptyDraftError(None): (
        "ce brouillon : aucune ligne, ajoutez-en une avant d’émettre"
    ),
    errors.OverCreditError("F-1", None, ffi.Money(2, CAD), ffi.Money(1, CAD)): (
        "2,00 $ : de zéro à 1,00 $ attendu, ce qui reste à créditer (facture F-1)"
    ),
    errors.CurrencyMismatchError(CAD, EUR): ("EUR : un montant en CAD était attendu"),
    errors.DeliveryError(INVOICE, OSError("no route")): (
        "document F-2026-7 : émis et mis en file, mais non livré : no route"
    ),
    errors.ExchangeRateMissingError(CAD, EUR, date(2026, 11, 9), ("P-1",)): (
        "P-1 : taux de change de CAD en EUR : inconnu (jour demandé : 9 novembre 2026)"
    ),
    errors.ExchangeRateMismatchError(
        CAD, EUR, ffi.ExchangeRate("USD", "CAD", "1.3652", date(2026, 11, 9)), ("P-1",)
    ): (
        "P-1 : taux de change de CAD en EUR : un taux de ces deux monnaies était "
        "attendu, reçu : 1 USD = 1,3652 CAD (9 novembre 2026)"
    ),
    errors.ExchangeRateMissingError(CAD, EUR, None): (
        "taux de change de CAD en EUR : inconnu (jour demandé : aucun)"
    ),
    errors.MixedUnitsError(ffi.WORD, (ffi.HOUR, ffi.PAGE), ("P-1",)): (
        "P-1 : volume compté par mot : des lignes le sont par heure, page standard"
    ),
    errors.FormatError("a.csv", 3, 12, "x"): "a.csv:3:12 : x",
    errors.FormatError("a.csv", 3, None, "x"): "a.csv:3 : x",
    errors.FormatError("a.csv", None, None, "x"): "a.csv : x",
    errors.NegativeLineError(ffi.Money("7.5", "CAD")): (
        "remise 7,50 $ : elle rend la ligne négative"
    ),
    errors.NegativeLineError(
        ffi.Money("7.5", "CAD"), ("P-1",), ffi.LocalizedText({"fr": "Bon", "en": "Off"})
    ): ("P-1 : Bon : remise 7,50 $ : elle rend la ligne négative"),
    errors.NoRecipientError("Acme inc."): "Acme inc. : sans adresse électronique",
    errors.QuantityMissingError("T-2", TRANSLATION, (ffi.WORD,), ()): (
        "T-2 : le service TRA a un prix par mot, la tâche offre : aucune quantité"
    ),
    errors.RateListNotFoundError("Gold", ()): (
        "liste de prix « Gold » : le catalogue a : aucune"
    ),
    errors.QuantityMissingError(
        "T-2", TRANSLATION, (ffi.WORD, ffi.PAGE), (ffi.Quantity("3.50", ffi.HOUR),)
    ): (
        "T-2 : le service TRA a un prix par mot, page standard, "
        "la tâche offre : 3,5 heures"
    ),
    errors.SerializingError("data.net", "is missing"): "data.net : is missing",
    errors.SerializingError("", "expected UTF-8"): "JSON : expected UTF-8",
    errors.SumsDifferError("data.net", "1.00", "2.00"): (
        "data.net : 1.00 est écrit, le calcul donne 2.00"
    ),
    errors.QuoteStateError(
        "Q-1", ffi.QuoteState.REFUSED, date(2026, 11, 26), (ffi.QuoteState.SENT,)
    ): "devis Q-1 : refusé depuis le 26 novembre 2026, attendu : envoyé",
    errors.RateListNotFoundError("Gold", ("Standard 2026",)): (
        "liste de prix « Gold » : le catalogue a : Standard 2026"
    ),
    errors.RateNotFoundError(
        TRANSLATION,
        ffi.LanguagePair.parse("en>fr-CA"),
        ffi.WORD,
        "legal",
        date(2026, 11, 9),
    ): (
        "service TRA : aucune liste n’a de tarif pour ce travail : "
        "anglais → français canadien, mot, legal, 9 novembre 2026; "
        "les plus proches : aucun"
    ),
    errors.RateNotFoundError(
        TRANSLATION,
        None,
        None,
        None,
        None,
        (
            ffi.NearMiss(RATE, "Standard", ("target", "source"), currency=CAD),
            ffi.NearMiss(RATE, "Base", ("domain", "day", "unit")),
        ),
        (ffi.HOUR, ffi.WORD),
    ): (
        "service TRA : aucune liste n’a de tarif pour ce travail : "
        "sans langues, heure, mot, sans date; les plus proches : "
        "« Traduction, mot, anglais → français, 0,25 $ » "
        "de la liste Standard (langue cible, langue source), "
        "« Traduction, mot, anglais → français, 0,25 » "
        "de la liste Base (domaine, date, unité)"
    ),
    errors.ProjectNotGivenError("'P-2'", "expected this"): (
        "projet 'P-2' : il est sur le brouillon, et n’a pas été donné"
    ),
    errors.ProjectWithoutClientError("'P-2'", "expected"): "projet 'P-2' : sans client",
    errors.RepeatedProjectError("['P-2', 'P-2']", "expected each"): (
        "projets ['P-2', 'P-2'] : l’un d’eux a été donné deux fois"
    ),
    errors.ClientsDifferError("ACME", "expected one", differing=("cc", "language")): (
        "client ACME : cc, language diffère d’un projet à l’autre"
    ),
    errors.SeveralClientsError("('A', 'B')", "expected one"): (
        "clients ('A', 'B') : des projets d’un seul client étaient attendus"
    ),
    errors.TooLargeError("1000000000000000", "expected", PLACE): (
        "P-1042/T-1 : 1000000000000000 : un nombre inférieur à 10^15 était attendu"
    ),
    errors.ClosedPeriodError(date(2026, 10, 31), date(2026, 11, 30)): (
        "31 octobre 2026 : une date après le 30 novembre 2026 était attendue, "
        "les livres sont clos jusque-là"
    ),
    errors.FutureDateError(date(2026, 11, 25), date(2026, 11, 24)): (
        "25 novembre 2026 : une date d’ici au 24 novembre 2026 était attendue"
    ),
    errors.NothingToCreditError("F-2026-7"): (
        "facture F-2026-7 : il ne reste rien à créditer"
    ),
    errors.OverCreditError(
        "F-2026-7", 0, ffi.Money("18.51", "CAD"), ffi.Quantity("3.5", ffi.HOUR)
    ): (
        "18,51 $ : de zéro à 3,5 heures attendu, "
        "ce qui reste à créditer (ligne 1 de F-2026-7)"
    ),
    errors.TaskAlreadyBilledError((("P-7", "T-1"), ("P-8", "T-1")), "F-2026-6"): (
        "tâches P-7/T-1, P-8/T-1 : déjà prises par F-2026-6"
    ),
    UNMAPPED: (
        "P-1042/T-3 : aucun service n’est apparié aux tâches de type « voodoo »"
    ),
    errors.IncompleteDraftError(
        "D-1",
        (ffi.Finding("purchase-order-required", "error", (), {"client": "ACME"}),),
    ): (
        "brouillon D-1 : impossible de l’émettre pour l’instant : "
        "client ACME : il exige un bon de commande, le brouillon n’en a pas"
    ),
    PARTITION: "partition 3, <function may> : OSError: no disk",
    errors.UnpricedPartitionsError((PARTITION,)): (
        "partitions sans prix : partition 3, <function may> : OSError: no disk"
    ),
    errors.UnpricedTasksError((UNMAPPED,)): (
        "tâches sans prix : P-1042/T-3 : aucun service n’est apparié "
        "aux tâches de type « voodoo »"
    ),
}


@pytest.mark.parametrize(
    ("error", "expected"), FRENCH.items(), ids=[error.code for error in FRENCH]
)
def test_french(error: InvoicingError, expected: str) -> None:
    """Words, names, days, amounts and the spaces between are French."""
    message = Finding.of(error).message("fr-CA")
    assert message.replace("\u00a0", " ") == expected


@pytest.mark.parametrize("error", ERRORS, ids=[error.code for error in ERRORS])
@pytest.mark.parametrize("locale", ["en", "fr", "de", "cr-Cans-CA"])
def test_of_an_error(error: InvoicingError, locale: str) -> None:
    """Any error becomes a finding with its code, its place and all its facts."""
    finding = Finding.of(error)
    place = error.facts().get("place")
    assert (finding.code, finding.severity) == (error.code, "error")
    assert finding.place == error.where()
    assert {**dict(finding.facts), "place": place} == {"place": None, **error.facts()}
    assert finding.message(locale).startswith("/".join(finding.place))
    assert len(finding.message(locale)) > 10
    assert finding.hint(locale)


def test_english() -> None:
    """In English a finding says what its error says, with numbers as people write."""
    assert Finding.of(UNMAPPED).message("en") == str(UNMAPPED)
    offered = (ffi.Quantity("1250.5", ffi.WORD),)
    missing = errors.QuantityMissingError("T-2", TRANSLATION, (ffi.HOUR,), offered)
    assert Finding.of(missing).message("en") == (
        "T-2: service TRA is priced per hour, the task offers 1,250.5 words"
    )


def test_warning() -> None:
    """A warning has a place and the facts that its sentence is about."""
    warning = Finding.warning("missing-client", "P-7", project="P-7")
    assert (warning.severity, warning.place) == ("warning", ("P-7",))
    assert warning.message("en") == "P-7: has no client"
    assert warning.message("fr") == "P-7\u00a0: sans client"
    assert warning.hint("fr") == "donnez un client au projet avant de le facturer"
    bare = Finding.warning("missing-client", project="P-7")
    assert bare.message("en") == "has no client"


def test_facts_are_no_templates() -> None:
    """Braces that a host typed in are written as braces."""
    error = errors.UnmappedTaskError("{kind}", "{task_id.__class__}")
    assert Finding.of(error).message("en") == (
        "{kind}: no service is mapped to tasks of kind '{task_id.__class__}'"
    )


def test_is_a_value() -> None:
    """Findings compare and hash by what they say; facts are kept as pairs."""
    finding = Finding.of(UNMAPPED)
    assert finding == Finding.of(errors.UnmappedTaskError(*UNMAPPED.args))
    assert len({finding, Finding.of(UNMAPPED)}) == 1
    warning = Finding.warning("missing-client", "P-7", project="P-7")
    again = Finding("missing-client", "warning", ("P-7",), {"project": "P-7"})
    assert (again, hash(again)) == (warning, hash(warning))
    assert again.facts == (("project", "P-7"),)


REFUSED: dict[str, tuple[Any, ...]] = {
    "no code": ("", "error", ()),
    "None as code": (None, "error", ()),
    "another severity": ("conflict", "fatal", ()),
    "capitals": ("conflict", "Error", ()),
    "no severity": ("conflict", None, ()),
    "a list as severity": ("conflict", ["error"], ()),
    "a string as place": ("conflict", "error", "P-1042"),
    "None as place": ("conflict", "error", None),
    "None in a place": ("conflict", "error", (None,)),
    "no pairs as facts": ("conflict", "error", (), ["subject"]),
    "a string as facts": ("conflict", "error", (), "subject"),
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: tuple[Any, ...]) -> None:
    """A finding has a code, a severity of two, and a place made of names."""
    with pytest.raises(InvalidValueError):
        Finding(*parts)


@pytest.mark.parametrize("locale", ["../../etc/passwd", "", "x" * 1000, "en\n"])
def test_locales_are_tags(locale: str) -> None:
    """Whoever asks is told in a language, not out of a file."""
    finding = Finding.of(UNMAPPED)
    for ask in (finding.message, finding.hint):
        with pytest.raises(InvalidValueError, match="expected a language tag"):
            ask(locale)


@pytest.mark.parametrize("context", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("locale", ["en", "fr-CA", "pl"])
def test_thread_has_no_say(locale: str, context: Context) -> None:
    """Messages do not follow the decimal context of the thread."""
    offered = (ffi.Quantity("1234567.891", ffi.WORD),)
    several: list[InvoicingError] = [
        errors.QuantityMissingError("T-2", TRANSLATION, (ffi.HOUR,), offered),
        errors.NegativeLineError(ffi.Money("1234567.891", "CAD")),
        errors.AmbiguousRatesError(RATE, HOURLY),
    ]
    findings = [Finding.of(error) for error in several]
    expected = [finding.message(locale) for finding in findings]
    with localcontext(context):
        assert [finding.message(locale) for finding in findings] == expected


def test_of_ones_own() -> None:
    """A finding of a host's own is told by its code, for want of words."""
    finding = Finding.warning("too-late", "P-1")
    assert (finding.message("en"), finding.hint("fr")) == ("P-1: too-late", "")
