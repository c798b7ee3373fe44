"""Standard lines, pages and packages: exact, begun or whole."""

from attrs import evolve

from flowfit_invoicing import (
    CHARACTER,
    ITEM,
    LINE,
    Fee,
    Rounding,
    Unit,
    VolumeDiscount,
    standard_page,
)

from .examples import Example, amounts, rate, work

LABOUR_COURT = (
    "LAG Frankfurt",
    (
        "https://haufe.de/recht/deutsches-anwalt-office-premium/"
        "hessisches-lag-beschluss-vom-14072014-13-ta-19514_idesk_PI17574_HI7618317.html"
    ),
)
TRANSGLOB = "Transglob", "https://transglob.com.pl/cennik/"
CHARGEBEE = (
    "Chargebee",
    "https://www.chargebee.com/docs/billing/2.0/product-catalog/package-pricing",
)


def begun(unit: Unit) -> Unit:
    """Let each one that was begun be billed."""
    return evolve(unit, digits=0, rounding=Rounding.UP)


def page(characters: int) -> Unit:
    """Make a page of so many characters."""
    return standard_page(characters=characters)


BEGUN_LINE = begun(LINE)
WHOLE_LINE = evolve(LINE, digits=0, rounding=Rounding.DOWN)
SWORN, PLAIN = begun(page(1125)), begun(page(1500))
CARTELLA = page(1800)
EXACT_CARTELLA = evolve(CARTELLA, digits=4)
BEGUN_CARTELLA = begun(CARTELLA)
HUNDRED = begun(Unit("package", made_of=ITEM, size=100))
THOUSAND = begun(Unit("package", made_of=ITEM, size=1000))
MILLION = begun(Unit("package", made_of=ITEM, size=1_000_000))
FIRST_FREE = VolumeDiscount(
    {0: 100, 1: 0}, "Included", unit=HUNDRED, graduated=True, per="project"
)

UNITS: dict[str, Example] = {
    "lines that were begun": Example(
        *LABOUR_COURT,
        [rate("1.75", BEGUN_LINE)],
        [work(1632, CHARACTER)],
        agreed=[Fee("0.90", "Porto", per="project")],
        counted="30 line, 1 item",
        lines="52.50 0.90",
        comes_out="53.40",
        tax="19",
        gross="63.55",
    ),
    "lines that were begun, at the lower rate": Example(
        *LABOUR_COURT,
        [rate("1.55", BEGUN_LINE)],
        [work(1632, CHARACTER)],
        agreed=[Fee("0.90", "Porto", per="project")],
        tax="19",
        gross="56.41",
    ),
    "whole lines": Example(
        "Dualingua",
        "https://www.dualingua.de/deutsch/preise/",
        [rate("1.00", WHOLE_LINE)],
        [work(3330, CHARACTER)],
        counted="60 line",
        comes_out="60.00",
    ),
    "sworn pages that were begun": Example(
        *TRANSGLOB,
        [rate("1", SWORN)],
        [work(10_000, CHARACTER)],
        currency="PLN",
        counted="9 page-1125-characters",
    ),
    "plain pages that were begun": Example(
        *TRANSGLOB,
        [rate("1", PLAIN)],
        [work(10_000, CHARACTER)],
        currency="PLN",
        counted="7 page",
    ),
    "pages by character": Example(
        "Tłumaczenia studenckie",
        "http://tlumaczenia-studenckie.prv.pl/price.html",
        [rate("25", CARTELLA)],
        [work(5400, CHARACTER)],
        currency="PLN",
        counted="3 page-1800-characters",
        comes_out="75.00",
    ),
    "a cartella, exact": Example(
        "Primi maghi",
        "https://primimaghi.it/cosa-sono-le-cartelle-editoriali/",
        [rate("1", EXACT_CARTELLA)],
        [work(228_283, CHARACTER)],
        counted="126.8239 page-1800-characters",
    ),
    "a cartella that was begun": Example(
        "Primi maghi",
        "https://primimaghi.it/cosa-sono-le-cartelle-editoriali/",
        [rate("1", BEGUN_CARTELLA)],
        [work(228_283, CHARACTER)],
        counted="127 page-1800-characters",
    ),
    "150 cartelle": Example(
        "Alessandro Betta",
        "https://alessandrobetta.it/quanto-costa/",
        [rate("1", CARTELLA)],
        [work(270_000, CHARACTER)],
        counted="150 page-1800-characters",
    ),
    "250 cartelle": Example(
        "Francesca editor",
        "https://www.editorfrancesca.it/post/cosa-sono-le-cartelle-editoriali",
        [rate("1", CARTELLA)],
        [work(450_000, CHARACTER)],
        counted="250 page-1800-characters",
    ),
    "packages, the first one free": Example(
        "Lago",
        "https://getlago.com/docs/guide/plans/charges/charge-models/package.md",
        [rate("5", HUNDRED)],
        amounts(201),
        agreed=[FIRST_FREE],
        counted="3 package",
        comes_out="10.00",
    ),
    "a package that was hardly begun": Example(
        *CHARGEBEE,
        [rate("1.25", MILLION)],
        amounts(10),
        counted="1 package",
        comes_out="1.25",
    ),
    "a full package": Example(
        *CHARGEBEE, [rate("1.25", MILLION)], amounts(1_000_000), comes_out="1.25"
    ),
    "a package and a half": Example(
        *CHARGEBEE, [rate("1.25", MILLION)], amounts(1_500_000), comes_out="2.50"
    ),
    "five packages": Example(
        "Flexprice",
        "https://docs.flexprice.io/docs/product-catalogue/plans/billing-models/tiered",
        [rate("1.00", THOUSAND)],
        amounts(4500),
        counted="5 package",
        comes_out="5.00",
    ),
}
