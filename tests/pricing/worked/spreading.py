"""A sum that lines bear together, to the cent, by largest remainder.

Systems that give what is left to the first parts come out otherwise in general; their
examples are here where the two agree, or where a page names the largest remainder.
"""

from flowfit_invoicing import ITEM, Fee

from .examples import Example, amounts, prices

BRICK = "brick/money", "https://github.com/brick/money"
MONEYPHP = (
    "moneyphp",
    "https://github.com/moneyphp/money/blob/master/doc/features/allocation.rst",
)
MONEYPHP_ORDER = "moneyphp", "https://github.com/moneyphp/money/pull/492"


def shared(
    origin: tuple[str, str],
    whole: str,
    by: tuple[str, ...],
    parts: str,
    currency: str = "EUR",
) -> Example:
    """Add a fee to lines that weigh so much, and see what each bears of it."""
    fee = Fee(whole, "To be shared", per="project", spread=True)
    return Example(
        *origin,
        prices(*by, unit=ITEM),
        amounts(*(1 for _ in by)),
        agreed=[fee],
        currency=currency,
        borne=parts,
    )


SPREADING: dict[str, Example] = {
    "three thirds": shared(BRICK, "100", ("1", "1", "1"), "33.34 33.33 33.33"),
    "largest remainder": shared(
        (BRICK[0], BRICK[1] + "/pull/62"), "0.03", ("75", "25"), "0.02 0.01", "GBP"
    ),
    "largest remainder of three": shared(
        (BRICK[0], BRICK[1] + "/issues/111"),
        "220",
        ("445455", "9091", "545455"),
        "98.00 2.00 120.00",
        "GBP",
    ),
    "ratios": shared(
        (BRICK[0], BRICK[1] + "/issues/45"),
        "10.00",
        ("45", "20", "34"),
        "4.55 2.02 3.43",
        "GBP",
    ),
    "ratios with decimals": shared(
        (BRICK[0], BRICK[1] + "/issues/80"),
        "987.65",
        ("48.22", "41.03", "11"),
        "475.06 404.22 108.37",
        "CHF",
    ),
    "a tie": shared(MONEYPHP, "0.05", ("70", "30"), "0.04 0.01"),
    "a tie, the other way round": shared(MONEYPHP, "0.05", ("30", "70"), "0.02 0.03"),
    "two cents for three": shared(MONEYPHP, "8.00", ("1", "1", "1"), "2.67 2.67 2.66"),
    "a cent to the second": shared(
        MONEYPHP_ORDER, "99.99", ("75", "25"), "74.99 25.00"
    ),
    "the only cent to the second": shared(
        MONEYPHP_ORDER, "0.01", ("33", "66"), "0.00 0.01"
    ),
    "the largest of four": shared(
        ("dinero.js", "https://github.com/dinerojs/dinero.js/issues/776"),
        "0.05",
        ("100", "101", "100", "100"),
        "0.01 0.02 0.01 0.01",
    ),
}
