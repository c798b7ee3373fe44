"""Match bands: weighted, line by line, hidden."""

from flowfit_invoicing import LINE, MatchGrid, Rate

from .examples import Example, matches, rate

ANDOVAR = "Andovar", "https://blog.andovar.com/weighted-word-count"
TRADUTTORI = (
    "Diventare traduttori",
    (
        "https://diventaretraduttori.com/369/"
        "conteggiare-lagenzia-cliente-fornisce-memoria-traduzione"
    ),
)
VIETNAM = (
    "translation.pro.vn",
    "https://translation.pro.vn/en/article/notes-for-using-trados/",
)
MEMOQ = "memoQ", "https://docs.memoq.com/8-2/en/weighted-word-counts.html"
SMARTLING = (
    "Smartling",
    (
        "https://help.smartling.com/hc/en-us/articles/"
        "1260802347770--Word-Counts-Estimates-Explained"
    ),
)

ANDOVAR_WORDS = matches({"75-84": 50, "85-94": 100, "95-99": 150, "100": 100}, new=600)
ANDOVAR_PERCENTS = MatchGrid.of(
    {"75-84": 65, "85-94": 50, "95-99": 35, "100": 25}, new=100
)
ANDOVAR_PRICES = MatchGrid.of_prices(
    {"75-84": "0.13", "85-94": "0.10", "95-99": "0.07", "100": "0.05"}, new="0.20"
)
TRADUTTORI_WORDS = matches({"75-99": 500}, new=1000, exact=500)
TRADUTTORI_GRID = MatchGrid.of({"75-99": 70}, new=100, exact=30)

SIX: tuple[str, ...] = ("exact", "95-99", "85-94", "75-84", "50-74", "new")
SIX_BANDS = matches(dict(zip(SIX, (1500, 1000, 1000, 500, 5000, 4000), strict=True)))


def six(*percents: int) -> list[Rate]:
    """Make the rate of 300 dong, with six bands at so many percent."""
    by_band = dict(zip(SIX, percents, strict=True))
    return [rate("300", match_grid=MatchGrid.of(by_band))]


WEIGHTING: dict[str, Example] = {
    "itemised": Example(
        *ANDOVAR,
        [rate("0.20", match_grid=ANDOVAR_PERCENTS)],
        [ANDOVAR_WORDS],
        bands="itemised",
        lines="120.00 6.50 10.00 10.50 5.00",
        comes_out="152.00",
    ),
    "prices of bands": Example(
        *ANDOVAR,
        [rate(None, match_grid=ANDOVAR_PRICES)],
        [ANDOVAR_WORDS],
        lines="120.00 6.50 10.00 10.50 5.00",
        comes_out="152.00",
    ),
    "weighted": Example(
        *ANDOVAR,
        [rate("0.20", match_grid=ANDOVAR_PERCENTS)],
        [ANDOVAR_WORDS],
        counted="760 word",
        comes_out="152.00",
    ),
    "a reduction on rates": Example(
        *TRADUTTORI,
        [rate("0.10", match_grid=TRADUTTORI_GRID)],
        [TRADUTTORI_WORDS],
        bands="itemised",
        lines="100.00 35.00 15.00",
        comes_out="150.00",
    ),
    "a reduction on counts": Example(
        *TRADUTTORI,
        [rate("0.10", match_grid=TRADUTTORI_GRID)],
        [TRADUTTORI_WORDS],
        counted="1500 word",
        comes_out="150.00",
    ),
    "hidden matches": Example(
        "LSP.expert",
        "https://help.lsp.expert/en/articles/"
        "1073922-how-not-to-display-matches-on-my-documents",
        [rate("0.10", match_grid=MatchGrid.of(new=100, exact=50))],
        [matches(new=100, exact=100)],
        counted="150 word",
        comes_out="15.00",
    ),
    "six bands, one reduced": Example(
        *VIETNAM,
        six(30, 100, 100, 100, 100, 100),
        [SIX_BANDS],
        currency="VND",
        counted="11950 word",
        comes_out="3585000",
    ),
    "six bands, four reduced": Example(
        *VIETNAM,
        six(10, 30, 30, 50, 100, 100),
        [SIX_BANDS],
        currency="VND",
        counted="10000 word",
    ),
    "six bands, one for nothing": Example(
        *VIETNAM,
        six(0, 10, 20, 30, 50, 100),
        [SIX_BANDS],
        currency="VND",
        counted="6950 word",
        comes_out="2085000",
    ),
    "whole words": Example(
        "Matecat",
        "https://guides.matecat.com/how-matecat-calculates-payable-words",
        [
            rate(
                "1",
                match_grid=MatchGrid.of(
                    {"50-74": 60, "75-99": 60, "100": 30}, mt=80
                ).with_count_digits(0),
            )
        ],
        [matches({"50-74": 2, "75-99": 104, "100": 7}, mt=199)],
        counted="225 word",
    ),
    "weights": Example(
        *MEMOQ,
        [rate("1", match_grid=MatchGrid.of({"75-99": 70}, new=100, exact=30))],
        [matches(new=1000), matches({"75-99": 1000}), matches(exact=1000)],
        counted="1000 word, 700 word, 300 word",
    ),
    "a segment at half": Example(
        "memoQ",
        "https://docs.memoq.com/current/en/Places/statistics.html",
        [rate("1", match_grid=MatchGrid.of({"85-94": 50}))],
        [matches({"90": 10})],
        counted="5 word",
    ),
    "repetitions at a tenth": Example(
        "XTM",
        "https://xtm-cloud.atlassian.net/wiki/pages/diffpages.action?"
        "originalId=3686039562&pageId=3273492991",
        [rate("1", match_grid=MatchGrid.of(repetition=10))],
        [matches(repetition=100)],
        counted="10 word",
    ),
    "a tier": Example(
        *SMARTLING,
        [rate("1", match_grid=MatchGrid.of({"95-99": 30}))],
        [matches({"95-99": 120})],
        counted="36 word",
    ),
    "without a profile": Example(
        *SMARTLING, [rate("1")], [matches({"95-99": 120})], counted="120 word"
    ),
    "net lines": Example(
        "Across",
        "https://www.across.net/en/online-help/als/project-management/reports/"
        "price-calculation/example-1",
        [rate("1.20", LINE, match_grid=MatchGrid.of(new=100, fuzzy=100, exact=0))],
        [matches(new=310, unit=LINE)],
        comes_out="372.00",
    ),
    "without bands": Example(
        "OmegaT",
        "https://www.furuno-schiele.de/?page_id=3542&lang=en",
        [rate("0.08")],
        [matches(new=2899)],
        comes_out="231.92",
    ),
    "words in a band": Example(
        "Lionspeech",
        "https://lionspeech.com/de/2020/06/23/wie-berechnet-man-den-preis-einer-uebersetzung",
        [rate("0.10")],
        [matches(new=1200)],
        comes_out="120.00",
    ),
}
